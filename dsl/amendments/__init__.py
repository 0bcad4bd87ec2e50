"""Amendments: the chain of files, the agreement as each of them leaves it, and the one contract of all versions.

Read first: ``load.py``. ``chain`` reads the files, ``consolidate`` makes the statements of each version, every version
is compiled and checked as the agreement it is, and ``versions`` puts them together, dated.
"""
