"""The numbers of the demonstration."""

numbers = ["6", "1.5"]
