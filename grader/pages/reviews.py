"""What people have said of the criteria that only they can judge: a TOML file for each learner and exercise."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

from grader.pages.plain import line, text

YES, NO = "yes", "no"


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What one person said of one criterion."""

    verdict: str
    comment: str = ""
    by: str = ""
    at: str = ""

    @property
    def holds(self) -> bool:
        return self.verdict == YES


@dataclasses.dataclass(frozen=True)
class Review:
    """The verdicts on one exercise of one learner, or the sentence why they cannot be read."""

    verdicts: dict[str, Verdict] = dataclasses.field(default_factory=dict)
    problem: str = ""


NONE = Review()


def contents(folder: Path, learner: str) -> dict[str, bytes]:
    """The files of one learner, by exercise."""
    try:
        paths = sorted((folder / "reviews" / learner).iterdir())
    except OSError:
        return {}
    return {path.stem: path.read_bytes() for path in paths if path.suffix == ".toml" and path.is_file()}


def read(content: bytes) -> Review:
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Review(problem=f"The file of verdicts cannot be read: {line(error, 200)}.")
    found, wrong = {}, []
    for name, table in tables.items():
        if isinstance(table, dict) and table.get("verdict") in (YES, NO):
            said = (text(table.get(key, "")) for key in ("comment", "by", "at"))
            found[name] = Verdict(table["verdict"], *said)
        else:
            wrong.append(name)
    problem = f'No verdict "yes" or "no" is given for: {line(", ".join(wrong), 300)}.' if wrong else ""
    return Review(found, problem)
