"""Shows which Python and which libraries this program runs with, and keeps that in output.txt."""

# Import the two libraries here, and the modules that know the versions.


def factorial(n):  # Say the types: what goes in, and what comes out?
    """Return the product of all whole numbers from 1 to n."""


def greet(name):  # Say the types here as well.
    """Return a greeting with the name in it."""


def main():
    """Print what is found, and write the same to output.txt."""
    # Collect the lines in a list: the versions first, then what you like to show.
    # Print them. Then open output.txt and write them.


if __name__ == "__main__":
    main()
