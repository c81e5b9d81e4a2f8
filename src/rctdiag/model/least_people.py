"""How many people a figure of a group needs at least: confidentiality stands on these numbers."""

from typing import Final

# Survey houses settled on five (docs/confidentiality.md lists them). With one answer known to
# a colleague, four unknown ones are left: the fewest among which nobody stands alone.
MINIMUM: Final = 5

# Rounded percentages, agreement, shares and differences bend with single answers in small groups:
# n, mean and spread together give back every answer of half the groups of five.
MINIMUM_DETAIL: Final = 15
