"""``python -m vka`` is the command ``vka``."""

import sys

from vka.cli import main

sys.exit(main())
