"""The commands, with click."""

import logging
import logging.config

import click
from models import Status
from storage import StorageError, load, save

FILE = "tasks.json"


class Refusal(click.ClickException):
    """Shown as a sentence; leaves a line in the log."""

    def show(self, file=None):
        """Log and show."""
        logging.error("refused: %s", self.message)
        super().show(file)


def set_up_logging():
    """To tasks.log."""
    handler = {"class": "logging.FileHandler", "filename": "tasks.log", "formatter": "line"}
    try:
        open("tasks.log", "a").close()
    except OSError:
        handler = {"class": "logging.NullHandler"}
    logging.config.dictConfig(
        {
            "version": 1,
            "formatters": {"line": {"format": "{asctime} [{levelname}] {message}", "style": "{"}},
            "handlers": {"out": handler},
            "root": {"level": "INFO", "handlers": ["out"]},
        }
    )


class Guarded(click.Group):
    """Turns our exceptions into sentences."""

    def invoke(self, ctx):
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyError as error:
            raise Refusal(error.args[0]) from error
        except (ValueError, StorageError) as error:
            raise Refusal(str(error)) from error


@click.group(cls=Guarded)
@click.pass_context
def cli(ctx):
    """Your tasks."""
    set_up_logging()
    ctx.obj = load(FILE)


@cli.command()
@click.argument("title", nargs=-1)
@click.pass_obj
def add(manager, title):
    """Add a task."""
    task = manager.add(" ".join(title))
    save(manager, FILE)
    logging.info("added #%d %s", task.id, task.title)
    click.secho(f"#{task.id} {task.title}", fg="green")


@cli.command(name="list")
@click.option("--status", type=click.Choice([one.value for one in Status]))
@click.option("--sort", type=click.Choice(["date", "id"]))
@click.pass_obj
def show(manager, status, sort):
    """Show tasks."""
    click.echo("\n".join(f"#{task.id} [{task.status}] {task.title}" for task in manager.list_tasks(status, sort)))


@cli.command()
@click.argument("number", type=int)
@click.pass_obj
def complete(manager, number):
    """Complete a task."""
    manager.complete(number)
    save(manager, FILE)
    logging.info("completed #%d %s", number, manager.get(number).title)


@cli.command()
@click.argument("number", type=int)
@click.pass_obj
def delete(manager, number):
    """Delete a task."""
    title = manager.require(number).title
    manager.delete(number)
    save(manager, FILE)
    logging.info("deleted #%d %s", number, title)
