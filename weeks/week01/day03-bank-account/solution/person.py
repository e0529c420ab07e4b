"""A person who can greet."""


class Person:
    """Someone with a name and an age."""

    def __init__(self, name: str, age: int) -> None:
        self.name = name
        self.age = age

    def greet(self) -> None:
        """Print a greeting."""
        print(f"Hello, I am {self.name} and I am {self.age} years old.")


if __name__ == "__main__":
    Person("Amina", 30).greet()
