"""The log of what has happened. Two seconds of waiting stand for a slow disk."""
