"""From a composed contract to something a person reads. See README.md beside this file.

Nothing is imported here: each renderer brings in only what it needs, so that the command line starts fast.
"""
