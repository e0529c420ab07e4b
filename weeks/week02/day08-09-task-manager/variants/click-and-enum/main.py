"""Starts the program."""

from cli import cli

cli()
