"""Importing this file never ends."""

while True:
    pass
