"""Begin a new exercise: a small one that works, to be changed into the real one."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from grader.curriculum import COURSE, KINDS, days_in
from grader.names import UnknownName

_TEMPLATE = Path(__file__).parent.parent / "template"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="day08-09-task-manager, lab-regex, or capstone-job-board")
    parser.add_argument(
        "--title", default="A greeting that knows its guest", help="what the learner makes, as a phrase"
    )
    parser.add_argument("--kind", choices=KINDS, default="library")
    parser.add_argument("--week", type=int, help="for a lab: the week it belongs to")


def run(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments.name, arguments.week)
    if folder.exists():
        raise UnknownName(f"{folder.relative_to(COURSE)} is there already. Choose another name.")
    days = list(days_in(arguments.name))
    words = {
        "TITLE": arguments.title,
        "KIND": arguments.kind,
        "DAYS": f"days = {days}\n" if days else "",
        "LABEL": f"Day {days[0]}" if days else arguments.name,
    }
    words["COMMAND"] = f"day={days[0]}" if days else f"name={folder.name}"
    for path in sorted(_TEMPLATE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            target = folder / path.relative_to(_TEMPLATE).with_suffix(path.suffix.removesuffix(".in"))
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            target.write_text(re.sub(r"@([A-Z]+)@", lambda found: words[found[1]], text), encoding="utf-8")
    print(f"  Made {folder.relative_to(COURSE)}: a small exercise that works. Make it yours, then:")
    print(f"    journey sync && journey proof {folder.name} --update")
    return 0


def _folder(name: str, week: int | None) -> Path:
    if not re.fullmatch(r"(day\d\d(-\d\d)?-[a-z][a-z0-9-]*|lab-[a-z][a-z0-9-]*|capstone-[a-z][a-z0-9-]*)", name):
        raise UnknownName(f"{name!r} is no name for an exercise. Try day15-first-api, lab-regex or capstone-job-board.")
    if name.startswith("capstone-"):
        return COURSE / "capstones" / name.removeprefix("capstone-")
    days = days_in(name)
    if week is None and not days:
        raise UnknownName(f"Say which week {name} belongs to: --week 2")
    return COURSE / "weeks" / f"week{week if week is not None else (days[0] - 1) // 7 + 1:02}" / name
