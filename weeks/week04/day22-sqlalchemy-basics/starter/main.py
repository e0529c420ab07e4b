"""All four operations on a few users. It can be run as often as you like."""


def main() -> None:
    """Create, read, update and delete users."""
    # Make the tables, open a session, and let each function of crud.py do something.


if __name__ == "__main__":
    main()
