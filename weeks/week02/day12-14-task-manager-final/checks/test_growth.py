"""Checks of days 12 to 14: what ten thousand tasks cost."""

import pytest

from grader.toolbox import Mismatch, ended_well

MOST = 20

# Copies the two tasks in tasks.json until there are as many as wanted. The last one has a tag of its own.
_COPY = """
import json, sys
with open("tasks.json", encoding="utf-8") as file:
    data = json.load(file)
tasks, count = data["tasks"], int(sys.argv[1])
data["tasks"] = [tasks[n % 2] | {"id": n, "title": f"Task number {n}"} for n in range(1, count + 1)]
data["tasks"][-1]["tags"] = ["rare"]
with open("tasks.json", "w", encoding="utf-8") as file:
    json.dump(data, file)
"""
# Runs main.py twice without showing what it prints; prints the processor time of the second run. The first one also
# reads the modules.
_COST = """
import contextlib, os, runpy, sys, time

def run():
    with contextlib.suppress(SystemExit):
        runpy.run_path("main.py", run_name="__main__")

sys.stdout = open(os.devnull, "w", encoding="utf-8")
run()
begin, runs = time.process_time(), 0
while not runs or (runs < 40 and time.process_time() - begin < 0.05):
    run()
    runs += 1
print(f"{(time.process_time() - begin) / runs:.4f} s of processor time", file=sys.__stdout__)
"""


def cost(subject, count, *words):
    """The processor time of a command with so many tasks, in seconds."""
    shown = f"# The tasks in tasks.json are copied until there are {count}."
    ended_well(subject.program("python", "-c", _COPY, str(count), shown=shown))
    finished = subject.program("python", "-c", _COST, *words, seconds=20, shown=["python", "main.py", *words])
    ended_well(finished)
    return float(finished.stdout.split()[0])


@pytest.mark.criterion("ten-thousand-tasks")
@pytest.mark.parametrize(
    "few, words",
    [
        (60, ["list"]),
        (1_250, ["list", "--tag", "rare", "--status", "pending", "--sort", "priority"]),
    ],
    ids=["list", "filter"],
)
def test_eight_times_the_tasks_cost_about_eight_times_the_time(subject, few, words):
    if subject.exists("tasks.json"):
        subject.program("mv", "tasks.json", "tasks.json.old")
    for title in ("Buy milk", "Call Boris"):
        ended_well(subject.program("main.py", "add", title))
    ended_well(subject.program("main.py", "complete", "2"))
    growth = cost(subject, few * 8, *words) / cost(subject, few, *words)
    if growth > MOST:
        raise Mismatch(
            f"Eight times as many tasks take much more than eight times as long ({few:,} and {few * 8:,} tasks).",
            expected=f"up to {MOST} times as long",
            actual=f"about {growth:.0f} times as long",
            help="Somewhere, all tasks are looked at once for every task. Look for a loop in a loop: "
            "also `in` and `.index` hide one, if they search a list.",
        )
