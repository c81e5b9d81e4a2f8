"""A document as a workbook: tidy sheets with units, a sheet on method, nothing that calculates."""
