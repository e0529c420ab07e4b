"""The door of the cave. Do not change it; find out how to open it."""

import os
import sys

WORD = "coral"


def main() -> None:
    """Open the door for somebody with a lantern and the right word."""
    if os.environ.get("LANTERN") != "lit":
        print("It is dark. You cannot see the door.")
        sys.exit(4)
    if sys.argv[1:] != [WORD]:
        print("The door stays shut.")
        sys.exit(3)
    print("The door opens.")


if __name__ == "__main__":
    main()
