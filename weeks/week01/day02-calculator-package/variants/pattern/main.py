"""Starts the calculator."""

import sys

from utils.session import calculate


def main() -> int:
    """Calculate twice, and tell the shell that all went well."""
    calculate("-7.5", "2.25")
    calculate("seven", "2")
    return 0


if __name__ == "__main__":
    sys.exit(main())
