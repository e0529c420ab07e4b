"""Shows what the modules in utils can do, as a table."""

import utils.math_ops as ops
from utils import string_ops, validators

OPERATIONS = {"+": ops.add, "-": ops.subtract, "x": ops.multiply}


def calculate(left: str, sign: str, right: str) -> str:
    """Return one line of the table."""
    for text in (left, right):
        if not validators.is_number(text):
            return f"Sorry, {text!r} is not a number."
    result = OPERATIONS[sign](float(left), float(right))
    return f"{left:>8} {sign} {right:>6} = {result:12,.2f}"


def main() -> None:
    """Print the table."""
    print(string_ops.underline("A table of results"))
    for sign in OPERATIONS:
        print(calculate("1234.567", sign, "3.21"))
    print(calculate("ten", "+", "1"))


if __name__ == "__main__":
    main()
