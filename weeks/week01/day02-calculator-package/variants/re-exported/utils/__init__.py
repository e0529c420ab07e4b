"""The functions of the calculator."""

from .math_ops import add, multiply, subtract
from .validators import is_number

__all__ = ["add", "is_number", "multiply", "subtract"]
