"""Asks for a name while it is imported."""

from honest.person import Person

__all__ = ["Person"]

name = input("What is your name? ")
