"""A client of the hub, for the terminal: python hub.py --help says what it can do."""

import sys


def main() -> int:
    """Read the command, ask the hub, print what it answers. Return the exit status."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
