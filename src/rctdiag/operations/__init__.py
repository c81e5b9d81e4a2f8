"""The library: one verb a file; everything is passed in, a document returned, nothing printed."""
