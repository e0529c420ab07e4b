"""Checks of days 8 and 9: what ten thousand tasks cost."""

import pytest

from grader.toolbox import Mismatch, ended_well

FEW, MANY, MOST = 1_250, 10_000, 20

# Runs main.py again and again with its own arguments, without showing what it prints, until there is something to
# measure; prints the processor time of one run. The first one is not counted: it also reads the modules.
_COST = """
import contextlib, os, runpy, sys, time

def run():
    with contextlib.suppress(SystemExit):
        runpy.run_path("main.py", run_name="__main__")

sys.stdout = open(os.devnull, "w", encoding="utf-8")
run()
begin, runs = time.process_time(), 0
while runs < 3 or (runs < 40 and time.process_time() - begin < 0.1):
    run()
    runs += 1
print(f"{(time.process_time() - begin) / runs:.4f} s of processor time", file=sys.__stdout__)
"""


def fill(subject, count):
    """Save a number of tasks in tasks.json; every other one is completed."""
    subject.define("""
        from datetime import datetime, timedelta

        from manager import TaskManager
        from models import Task
        from storage import save

        def fill(count):
            first = datetime(2026, 1, 5, 9, 30)
            save(TaskManager([
                Task(
                    id=number,
                    title=f"Task number {number}",
                    status=["pending", "completed"][number % 2],
                    created_at=first + timedelta(minutes=number * 7919 % count),
                )
                for number in range(1, count + 1)
            ]), "tasks.json")
    """)(count)


def cost(subject, *words):
    """The processor time of a command, in seconds."""
    finished = subject.program("python", "-c", _COST, *words, seconds=10, shown=["python", "main.py", *words])
    ended_well(finished)
    return float(finished.stdout.split()[0])


@pytest.mark.criterion("ten-thousand-tasks")
@pytest.mark.parametrize("words", [["list"], ["list", "--status", "pending", "--sort", "date"]])
def test_eight_times_the_tasks_cost_about_eight_times_the_time(subject, words):
    fill(subject, FEW)
    few = cost(subject, *words)
    fill(subject, MANY)
    growth = cost(subject, *words) / few
    if growth > MOST:
        raise Mismatch(
            f"Eight times as many tasks take much more than eight times as long ({FEW:,} and {MANY:,} tasks).",
            expected=f"up to {MOST} times as long",
            actual=f"about {growth:.0f} times as long",
            help="Somewhere, all tasks are looked at once for every task. Look for a loop in a loop: "
            "also `in` and get() may hide one, if they search a list.",
        )
