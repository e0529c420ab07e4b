"""Users and their posts, shown by a program."""
