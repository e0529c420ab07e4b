# The docstring of this module goes here: what does this program do?

# Import the three operations from utils.math_ops, and is_number from utils.validators.


def main() -> None:
    """Calculate with numbers of your choice, and print the results."""
    # Ask is_number() about a text. If it is one, float() gives you the number.
    # Call each of the three operations, and print what it returns.


# Call main() here, but only if this file is the one that was started.
