"""A person who can greet."""


class Person:
    """Someone with a name and an age."""

    def __init__(self, name: str, age: int) -> None:
        self.name = ""  # Replace "" by the name that was given.
        self.age = 0  # Replace 0 by the age that was given.

    def greet(self) -> None:
        """Print a greeting that contains the name."""


if __name__ == "__main__":
    Person("Amina", 30).greet()
