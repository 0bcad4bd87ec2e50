"""Edits to a source: what people changed in a printed agreement, put back where it was written."""
