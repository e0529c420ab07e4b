"""Four lines of arithmetic."""

from utils import add, is_number, multiply, subtract


def main() -> None:
    """Print a sum, a difference, a product, and what is_number() says of a word."""
    print(add(12, 30), subtract(12, 30), multiply(1200, 3000.5), sep="\t")
    print("Is 'twelve' a number?", "yes" if is_number("twelve") else "no")


if __name__ == "__main__":
    main()
