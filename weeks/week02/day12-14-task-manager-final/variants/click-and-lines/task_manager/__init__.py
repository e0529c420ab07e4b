"""Tasks, in a book."""
