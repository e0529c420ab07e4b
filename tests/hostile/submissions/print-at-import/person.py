"""Right, but prints while it is imported."""

from honest.person import Person

__all__ = ["Person"]

print("Hello from the import")
Person("Zoe", 1).greet()
