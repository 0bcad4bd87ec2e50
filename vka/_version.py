"""The version of the package; ``pyproject.toml`` has the same, and a test holds them together.

Written out, because asking the installed metadata costs more than the rest of ``import vka``.
"""

from typing import Final

VERSION: Final = "0.1.0"
