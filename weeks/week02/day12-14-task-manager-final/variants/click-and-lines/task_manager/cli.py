"""The commands, with Click."""

import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from .book import FILE, Book, BookError, Priority, overdue
from .sheets import export_to_csv

PRIORITY = click.Choice([priority.value for priority in Priority])
DAY = click.DateTime(["%Y-%m-%d"])
log = logging.getLogger(__name__)


class Group(click.Group):
    """Turns what the book refuses into a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BookError as error:
            log.error("%s", error)
            raise click.ClickException(str(error)) from error


@click.group(cls=Group)
@click.version_option("1.0.0")
def main() -> None:
    """Keep a list of tasks."""
    try:
        logging.basicConfig(filename="tasks.log", level="INFO", format="%(levelname)s;%(asctime)s;%(message)s")
    except OSError:
        logging.disable()


def checked(_context: click.Context, _parameter: click.Parameter, title: str | None) -> str | None:
    """Refuse a title without letters."""
    if title is not None and not title.strip():
        raise click.BadParameter("it is empty")
    return title and title.strip()


def finish(book: Book, verb: str, task: dict[str, Any]) -> None:
    """Save, log and say what was done."""
    book.close()
    log.info("%s %d %s", verb, task["id"], task["title"])
    click.echo(f"#{task['id']} {task['title']}: {verb}")


def given(priority: str | None, due: datetime | None, tag: tuple[str, ...]) -> dict[str, Any]:
    """Return what was typed after a command."""
    found = {"priority": priority, "due": due and f"{due:%Y-%m-%d}", "tags": list(tag)}
    return {name: value for name, value in found.items() if value}


@main.command()
@click.argument("title", callback=checked)
@click.option("--priority", type=PRIORITY)
@click.option("--due", type=DAY)
@click.option("--tag", multiple=True)
def add(title: str, priority: str | None, due: datetime | None, tag: tuple[str, ...]) -> None:
    """Add a task."""
    book = Book.open()
    finish(book, "added", book.add(title=title, **given(priority, due, tag)))


@main.command()
@click.argument("number", type=int)
@click.option("--title", callback=checked)
@click.option("--priority", type=PRIORITY)
@click.option("--due", type=DAY)
@click.option("--tag", multiple=True)
def edit(number: int, title: str | None, priority: str | None, due: datetime | None, tag: tuple[str, ...]) -> None:
    """Change a task."""
    book = Book.open()
    book[number].update(given(priority, due, tag) | ({"title": title} if title else {}))
    finish(book, "changed", book[number])


@main.command()
@click.argument("number", type=int)
def complete(number: int) -> None:
    """Complete a task."""
    book = Book.open()
    book[number]["status"] = "completed"
    finish(book, "completed", book[number])


@main.command()
@click.argument("number", type=int)
def delete(number: int) -> None:
    """Delete a task."""
    book = Book.open()
    task = book[number]
    del book.pages[number]
    finish(book, "deleted", task)


@main.command("list")
@click.option("--status", type=click.Choice(["pending", "completed"]))
@click.option("--priority", type=PRIORITY)
@click.option("--tag")
@click.option("--sort", type=click.Choice(["date", "priority"]))
def show(status: str | None, priority: str | None, tag: str | None, sort: str | None) -> None:
    """Show tasks, a line for each."""
    tasks = [
        task
        for task in Book.open()
        if (not status or task["status"] == status)
        and (not priority or task["priority"] == priority)
        and (not tag or tag in task["tags"])
    ]
    if sort == "date":
        tasks.sort(key=lambda task: datetime.fromisoformat(task["created_at"]), reverse=True)
    elif sort == "priority":
        places = {priority.value: place for place, priority in enumerate(Priority)}
        tasks.sort(key=lambda task: places[task["priority"]])
    console = Console(highlight=False)
    for task in tasks:
        late = overdue(task)
        line = Text(f"{task['id']:>4} {task['title']}  ")
        line.append(f"{task['priority'].upper()} {task['status'].upper()}", style="cyan")
        if task["due"]:
            line.append(f"  {task['due']}{' OVERDUE' if late else ''}", style="red" if late else None)
        line.append("".join(f"  {tag}" for tag in task["tags"]))
        console.print(line)


@main.command()
def stats() -> None:
    """Show numbers."""
    tasks = list(Book.open())
    done = sum(task["status"] == "completed" for task in tasks)
    click.echo(f"{len(tasks)} tasks in total")
    click.echo(f"{done / (len(tasks) or 1):.0%} completed ({done})")
    click.echo(f"{sum(map(overdue, tasks))} overdue")


@main.command()
@click.argument("file", type=Path)
def export(file: Path) -> None:
    """Write a CSV file."""
    if file.resolve() == FILE.resolve():
        raise BookError(f"{file} is the book itself.")
    book = Book.open()
    try:
        with file.open("w", encoding="utf-8", newline="") as target:
            export_to_csv(book, target)
    except OSError as error:
        raise BookError(f"Cannot write {file}: {error}") from None
