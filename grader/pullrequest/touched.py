"""What a pull request touches: exercises, the course itself, and folders that are neither."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable

from grader import names
from grader.curriculum import Curriculum, Exercise
from grader.pullrequest.git import FOLDER, LINK, NOTHING, SUBMODULE, Change, Repository

WORK = "backend_journey"
_COURSE_FOLDERS = ("grader", "weeks", "capstones", "tests", ".github", ".ci")
_COURSE_FILES = ("Makefile", "pyproject.toml", "requirements.lock")
_NO_FILES = {
    LINK: "is a link, and links are not followed. Commit the folder with its files in its place.",
    SUBMODULE: "is a repository of its own (a submodule), so its files are not in this pull request. "
    "Remove its .git, and add the files.",
}


@dataclasses.dataclass(frozen=True)
class Trouble:
    """Something that is not graded, and why. If it was meant to be, the pull request does not hold."""

    path: str
    text: str
    was_meant: bool

    def __str__(self) -> str:
        return f"{self.path} {self.text}"


@dataclasses.dataclass(frozen=True)
class Touched:
    """The paths of a pull request, sorted out."""

    exercises: list[Exercise]
    troubles: list[Trouble]
    course: list[str]


def sort_out(changes: list[Change], repository: Repository, head: str, curriculum: Curriculum) -> Touched:
    return _Sorter(changes, repository.folders(head, WORK), curriculum).sorted()


class _Sorter:
    def __init__(self, changes: list[Change], there: dict[str, str], curriculum: Curriculum) -> None:
        self._changes = changes
        self._there = there
        self._curriculum = curriculum
        self._places = {place.id: place for place in curriculum.places}
        self._named = {name for change in changes if (name := _folder_in_work(change.path))}

    def sorted(self) -> Touched:
        touched = [id_ for id_ in self._places if id_ in self._named]
        graded = [id_ for id_ in touched if id_ in self._there and self._there[id_] not in _NO_FILES]
        missing = [id_ for id_ in touched if id_ not in graded]
        troubles = [*self._the_whole(), *map(self._not_there, missing), *self._unknown(), *self._beside()]
        course = [change.path for change in self._changes if _is_course(change.path)]
        return Touched([self._places[id_].exercise for id_ in graded], troubles, course)

    def _the_whole(self) -> Iterable[Trouble]:
        for change in self._changes:
            if change.path == WORK and change.after.mode != NOTHING:
                yield Trouble(WORK, _NO_FILES.get(change.after.mode, "is a file. It should be a folder."), True)

    def _not_there(self, id_: str) -> Trouble:
        folder = f"{WORK}/{id_}"
        if id_ in self._there:
            return Trouble(folder, _NO_FILES[self._there[id_]], True)
        return Trouble(f"{folder}/", "is removed by this pull request, so it is not graded.", False)

    def _unknown(self) -> Iterable[Trouble]:
        """Folders of the learner that are no exercise's: renamed, misspelled, or of no interest."""
        for name in sorted(self._named - set(self._places)):
            if self._there.get(name) not in (FOLDER, *_NO_FILES) or name.startswith("."):
                continue
            folder = f"{WORK}/{name}/"
            meant = self._renamed_from(name) or self._near(name)
            if meant and meant not in self._there:
                text = f"is not graded: no exercise has this folder. Rename it to {WORK}/{meant}/."
                yield Trouble(folder, text, True)
            else:
                yield Trouble(folder, "belongs to no exercise, so it is not graded.", False)

    def _beside(self) -> Iterable[Trouble]:
        """Work that was put where the course lies."""
        for name in sorted({change.path.split("/")[0] for change in self._changes if "/" in change.path}):
            there = any(change.path.startswith(f"{name}/") and change.after.mode != NOTHING for change in self._changes)
            if there and name in self._places and name not in self._there:
                yield Trouble(f"{name}/", f"is not graded here. Move it to {WORK}/{name}/.", True)

    def _renamed_from(self, name: str) -> str | None:
        """The exercise whose files are gone, if the same files have come here."""
        came = {change.after.id for change in self._changes if _folder_in_work(change.path) == name}
        for change in self._changes:
            gone = _folder_in_work(change.path)
            if gone in self._places and gone not in self._there and change.before.id in came:
                return gone
        return None

    def _near(self, name: str) -> str | None:
        try:
            found = names.find([name], self._curriculum)
        except names.UnknownName:
            found = []
        if len(found) == 1:
            return found[0].id
        near = difflib.get_close_matches(name.lower(), self._places, 1, 0.8)
        return near[0] if near else None


def _folder_in_work(path: str) -> str | None:
    """The name below backend_journey/ that a changed file stands for."""
    parts = path.split("/")
    return parts[1] if parts[0] == WORK and len(parts) > 1 else None


def _is_course(path: str) -> bool:
    return path in _COURSE_FILES or path.split("/")[0] in _COURSE_FOLDERS
