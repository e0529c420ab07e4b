"""What people have judged: a small text file for each learner and exercise, for git to keep. No grading writes it."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

from grader import records
from grader.subject.scratch import Unusable

YES, NO = "yes", "no"


@dataclasses.dataclass(frozen=True)
class Review:
    """A person's verdict on one criterion."""

    verdict: str
    comment: str
    by: str
    at: str


class Reviews:
    """The reviews beside the results of a cohort."""

    def __init__(self, results: Path) -> None:
        self._folder = results / "reviews"

    def of(self, learner: str, exercise: str) -> dict[str, Review]:
        path = self._path(learner, exercise)
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            return {criterion: Review(**table) for criterion, table in tables.items()}
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
            raise Unusable(f"{path} is not as it was written ({error}). Mend it, or get it back with git.") from None

    def keep(self, learner: str, exercise: str, criterion: str, review: Review) -> Path:
        """Add a verdict, or put it in the place of an earlier one; the others stay."""
        found = {**self.of(learner, exercise), criterion: review}
        path = self._path(learner, exercise)
        path.parent.mkdir(parents=True, exist_ok=True)
        records.replace(path, "\n".join(_table(name, found[name]) for name in sorted(found)))
        return path

    def _path(self, learner: str, exercise: str) -> Path:
        return self._folder / learner / f"{exercise}.toml"


def _table(criterion: str, review: Review) -> str:
    rows = [f"{name} = {_quoted(value)}\n" for name, value in dataclasses.asdict(review).items()]
    return f"[{_quoted(criterion)}]\n{''.join(rows)}"


def _quoted(text: str) -> str:
    """A string of TOML: JSON's own are, but for DEL and lone halves of characters."""
    whole = text.encode("utf-8", "replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
