"""A small calculator, put together from the modules in utils."""

from utils.math_ops import add, multiply, subtract
from utils.string_ops import remove_spaces, underline
from utils.validators import is_number


def main() -> None:
    """Calculate with pairs of texts, and refuse the pair that is not two numbers."""
    title = "A small calculator"
    print(title)
    print(underline(title))
    for pair in [("6", "1.5"), ("1 000", "-8"), ("six", "2")]:
        left, right = remove_spaces(pair[0]), remove_spaces(pair[1])
        if not (is_number(left) and is_number(right)):
            print(f"{left} and {right} are not two numbers.")
            continue
        first, second = float(left), float(right)
        print(f"{left} plus {right} is {add(first, second)}")
        print(f"{left} minus {right} is {subtract(first, second)}")
        print(f"{left} times {right} is {multiply(first, second)}")


if __name__ == "__main__":
    main()
