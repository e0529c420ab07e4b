"""Shows the same tasks in different orders: python demo.py"""


def main() -> None:
    """Print the tasks once for each sorter."""


if __name__ == "__main__":
    main()
