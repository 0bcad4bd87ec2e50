"""One module for each command of the command line: ``SUMMARY``, ``EXAMPLES``, ``declare`` and ``run``.

Nothing is imported here, and each module imports what it works with inside ``run``, so that a question is answered at
once.
"""
