"""No library for the commands: a table of functions."""

import argparse
import logging
import sys

import storage


def fail(message):
    """Log, and end with a sentence."""
    logging.error(message)
    sys.exit(f"Sorry: {message}")


def add(manager, options):
    """Add."""
    task = manager.add(options.title)
    if not task:
        fail("the title must not be empty")
    return task


def complete(manager, options):
    """Complete."""
    if not manager.complete(options.id):
        fail(f"{options.id} is unknown")
    return manager.get(options.id)


def delete(manager, options):
    """Delete."""
    task = manager.get(options.id)
    if not manager.delete(options.id):
        fail(f"{options.id} is unknown")
    return task


def show(manager, options):
    """List."""
    tasks = manager.list_tasks(options.status, "date" if options.sort == "date" else None)
    print(f"{len(tasks)} tasks")
    for task in tasks:
        print(f"{task.id:03d} | {task.title:<40} | {task.status.upper()} | {task.created_at:%d.%m.%Y %H:%M}")


def main(words=None):
    """Everything."""
    try:
        logging.basicConfig(filename="tasks.log", level=logging.INFO, encoding="utf-8")
    except OSError:
        logging.disable()
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(required=True)
    one = sub.add_parser("add")
    one.add_argument("title")
    one.set_defaults(call=add)
    one = sub.add_parser("list")
    one.add_argument("--status", choices=("pending", "completed"))
    one.add_argument("--sort", choices=("date", "none"), default="none")
    one.set_defaults(call=show)
    for call in (complete, delete):
        one = sub.add_parser(call.__name__)
        one.add_argument("id", type=int)
        one.set_defaults(call=call)
    options = parser.parse_args(words)
    try:
        manager = storage.load("tasks.json")
        task = options.call(manager, options)
        if task:
            storage.save(manager, "tasks.json")
            logging.info(f"{options.call.__name__} {task}")
            print(f"{options.call.__name__}: {task.id}. {task.title}")
    except storage.StorageError as problem:
        fail(str(problem))
