"""One function for each command."""

import argparse
import contextlib
import logging
import sys
from datetime import datetime

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from task_manager import disk
from task_manager.cards import ORDERS, Card, Priority, Problem, named

COLOURS = {"high": "bright_red", "medium": "", "low": "blue"}


def add(args: argparse.Namespace) -> None:
    """Add a card."""
    box, number = disk.read()
    card = box.put(number, args.title)
    fill(card, args)
    disk.write(box, number + 1)
    say("New", card)


def edit(args: argparse.Namespace) -> None:
    """Change a card."""
    box, number = disk.read()
    card = box.find(args.id)
    if args.title is not None:
        card.title = named(args.title)
    fill(card, args)
    disk.write(box, number)
    say("Changed", card)


def complete(args: argparse.Namespace) -> None:
    """Complete a card."""
    box, number = disk.read()
    card = box.find(args.id)
    card.status = "completed"
    disk.write(box, number)
    say("Completed", card)


def delete(args: argparse.Namespace) -> None:
    """Take a card out of the box."""
    box, number = disk.read()
    card = box.find(args.id)
    box.remove(card)
    disk.write(box, number)
    say("Deleted", card)


def show(args: argparse.Namespace) -> None:
    """Show a table, or cards if it is narrow."""
    box, _ = disk.read()
    cards = [
        card
        for card in box
        if args.status in (None, card.status)
        and args.priority in (None, card.priority)
        and (args.tag is None or args.tag in card.tags)
    ]
    console = Console()
    if console.width > 100:
        grid = Table.grid("No", "Title", "Priority", "Status", "Due", "Tags", padding=(0, 2))
        for card in ORDERS[args.sort](cards):
            due = " ".join([card.due or "-", *(["(overdue)"] if card.late() else [])])
            cells = [
                str(card.id),
                card.title,
                card.priority,
                card.status,
                due,
                " ".join(f"#{tag}" for tag in card.tags),
            ]
            grid.add_row(*map(Text, cells), style=COLOURS[card.priority])
        console.print(grid)
        return
    for card in ORDERS[args.sort](cards):
        console.print(Panel(Text(card.title), title=f"{card.id} {card.status}", border_style=COLOURS[card.priority]))


def stats(_args: argparse.Namespace) -> None:
    """Show numbers."""
    box, _ = disk.read()
    done = len([card for card in box if card.status == "completed"])
    table = Table("what", "how many")
    table.add_row("TOTAL", str(len(box)))
    table.add_row("COMPLETED", f"{100 * done // max(len(box), 1)}%")
    table.add_row("OVERDUE", str(len([card for card in box if card.late()])))
    Console().print(table)


def export(args: argparse.Namespace) -> None:
    """Write a CSV file."""
    disk.export_to_csv(disk.read()[0], args.file)


def fill(card: Card, args: argparse.Namespace) -> None:
    """Write on a card what was given."""
    card.priority = args.priority or card.priority
    card.tags = args.tag or card.tags
    card.due = args.due or card.due


def say(verb: str, card: Card) -> None:
    """Tell the screen and the log."""
    logging.info("%s: %s", verb, card.title)
    print(f"{verb}: {card.title} ({card.id})")


def day(text: str) -> str:
    """Return a day, as it is written in the file."""
    return datetime.strptime(text, "%Y-%m-%d").date().isoformat()


def parse() -> argparse.Namespace:
    """Read the command line."""
    names = [priority.name.lower() for priority in Priority]
    several = argparse.ArgumentParser(add_help=False)
    several.add_argument("--priority", choices=names)
    several.add_argument("--tag", action="append", default=[])
    several.add_argument("--due", type=day)
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("id", type=int)
    parser = argparse.ArgumentParser()
    parser.add_argument("-V", "--version", action="version", version="Version 1.0.0")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, function, parents in [
        ("add", add, [several]),
        ("edit", edit, [one, several]),
        ("complete", complete, [one]),
        ("delete", delete, [one]),
        ("list", show, []),
        ("stats", stats, []),
        ("export", export, []),
    ]:
        command = commands.add_parser(name, parents=parents, help=function.__doc__)
        command.set_defaults(function=function)
        if name == "add":
            command.add_argument("title")
        elif name == "edit":
            command.add_argument("--title")
        elif name == "export":
            command.add_argument("file")
        elif name == "list":
            command.add_argument("--status", choices=["pending", "completed"])
            command.add_argument("--priority", choices=names)
            command.add_argument("--tag")
            command.add_argument("--sort", choices=["date", "priority"])
    return parser.parse_args()


def main() -> int:
    """Run the program."""
    args = parse()
    handlers: list[logging.Handler] = [logging.NullHandler()]
    with contextlib.suppress(OSError):
        handlers.append(logging.FileHandler("tasks.log", delay=False))
    logging.basicConfig(handlers=handlers, level="INFO", format="%(levelname)-8s %(message)s")
    try:
        args.function(args)
    except Problem as problem:
        logging.error("%s", problem)
        sys.stderr.write(f"Sorry: {problem}\n")
        return 3
    return 0
