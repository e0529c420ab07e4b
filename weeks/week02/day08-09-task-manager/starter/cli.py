"""The command line: reads what was typed, has it done, and says what came of it."""

import argparse


def build_parser() -> argparse.ArgumentParser:
    """Describe the four commands and their arguments."""
    return argparse.ArgumentParser(description="Keeps a list of tasks.")


def set_up_logging() -> None:
    """Send every line of the level INFO and above to tasks.log, if it can be written."""


def main() -> int:
    """Run the program. Return its exit status: 0 if it did what was asked for."""
    return 0
