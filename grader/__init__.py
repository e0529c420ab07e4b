"""The engine that grades exercises. It knows no exercise by name."""

__version__ = "1.0.0"
