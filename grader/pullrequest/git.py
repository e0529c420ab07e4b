"""Questions to a git repository, none of which runs anything that lies in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from grader.subject.scratch import Unusable

FOLDER, LINK, SUBMODULE = "040000", "120000", "160000"
NOTHING = "000000"
_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_SSH", "GIT_ASKPASS")
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks", "--literal-pathspecs")


class Entry(NamedTuple):
    """A file in a tree."""

    mode: str
    id: str


class Change(NamedTuple):
    """A file that differs between two commits; a mode of zeros says that it is not there."""

    path: str
    before: Entry
    after: Entry


class Commit(NamedTuple):
    """A commit, and the name by which it was found."""

    id: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.id[:9]})" if not self.id.startswith(self.name) else self.id[:9]


def leave_no_doubt_which() -> None:
    """A hook is run with variables that lead git elsewhere, and replaced objects are not what was pushed."""
    for name in [name for name in os.environ if name.startswith("GIT_") and not name.startswith(_KEPT)]:
        del os.environ[name]
    os.environ |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}


class Repository:
    """A repository whose root is the root of a course."""

    def __init__(self, root: Path) -> None:
        leave_no_doubt_which()
        self.root = root
        done = self._run("rev-parse", "--show-cdup")
        if done.returncode:
            raise Unusable(
                f"{root} is no git repository: {_last_words(done)}\nClone the course with git, and try again."
            )
        if done.stdout.strip():
            top = (root / os.fsdecode(done.stdout.strip())).resolve()
            raise Unusable(f"The root of the repository is {top}, and the course lies in {root}. It must be the root.")

    def base(self, name: str) -> Commit:
        """The branch that a pull request goes to: here, or as it was fetched last."""
        for known_as in (name, f"origin/{name}", f"upstream/{name}"):
            if found := self._commit(known_as):
                return Commit(found, known_as)
        branch = name.removeprefix("origin/")
        raise Unusable(
            f"There is no branch or commit {name!r} here to compare with. Fetch it, then name what was fetched:\n"
            f"  git fetch origin {branch}:refs/remotes/origin/{branch}\n  journey pr --base origin/{branch}"
        )

    def head(self, name: str) -> Commit:
        if found := self._commit(name):
            return Commit(found, name)
        if name == "HEAD":
            raise Unusable("Nothing is committed yet. Commit your work: git add backend_journey && git commit")
        raise Unusable(
            f"There is no branch or commit {name!r} here. A pull request, such as number 7, is fetched like this:\n"
            f"  git fetch origin pull/7/head:pull-7\n  journey pr --head pull-7"
        )

    def merge_base(self, base: Commit, head: Commit) -> str:
        """Where the two went apart. What came later on the base is not part of the pull request."""
        done = self._run("merge-base", base.id, head.id)
        if done.returncode == 0:
            return done.stdout.decode().split()[0]
        if self._ask("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise Unusable(
                f"This clone is shallow: it does not reach back to where {head} left {base}. Fetch the history:\n"
                "  git fetch --unshallow\n(In GitHub Actions: fetch-depth: 0 for actions/checkout.)"
            )
        raise Unusable(
            f"{head} and {base} have no commit in common, so there is nothing to compare. "
            "Begin from a fork or a clone of the course, and copy your backend_journey/ into it."
        )

    def changes(self, before: str, after: str) -> list[Change]:
        """What GitHub lists under `files changed`; a rename is a file less and a file more."""
        fields = self._ask("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", before, after).split(b"\0")
        found = []
        for described, path in zip(fields[::2], fields[1::2], strict=False):
            old_mode, new_mode, old, new, _letter = described.decode().removeprefix(":").split()
            found.append(Change(os.fsdecode(path), Entry(old_mode, old), Entry(new_mode, new)))
        return found

    def folders(self, commit: str, folder: str) -> dict[str, str]:
        """The names in a folder and their modes; none if there is no such folder."""
        listed = self._ask("ls-tree", "-z", "--full-tree", commit, "--", f"{folder}/")
        return {path.removeprefix(f"{folder}/"): entry.mode for path, entry in _entries(listed)}

    def files(self, commit: str, parts: Iterable[str]) -> dict[str, Entry]:
        """All files of a commit in some of its folders."""
        return dict(_entries(self._ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *parts)))

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Many objects in one call, as they were committed: no filter and no line ending touches them."""
        wanted = list(dict.fromkeys(ids))
        output = self._ask("cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
        found, at = {}, 0
        for name in wanted:
            end = output.index(b"\n", at)
            words = output[at:end].split()
            if words[-1] == b"missing":
                raise Unusable(f"This clone lacks the object {name}. Fetch all of it: git fetch --refetch origin")
            length = int(words[-1])
            found[name] = output[end + 1 : end + 1 + length]
            at = end + 2 + length
        return found

    def uncommitted(self, folder: str) -> list[str]:
        """Files that differ from what is committed, and files that git does not know."""
        told = self._ask("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", folder)
        return [os.fsdecode(line[3:]) for line in told.split(b"\0") if line]

    def _commit(self, name: str) -> str | None:
        if not name or name.startswith("-"):
            return None
        done = self._run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return None if done.returncode else done.stdout.decode().strip()

    def _ask(self, *words: str, given: bytes = b"") -> bytes:
        done = self._run(*words, given=given)
        if done.returncode:
            raise Unusable(f"git {words[0]} failed in {self.root}: {_last_words(done)}")
        return done.stdout

    def _run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *_QUIET, *words], cwd=self.root, input=given, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise Unusable("There is no git on this machine. On Debian and Ubuntu: sudo apt install git") from None


def _entries(listed: bytes) -> Iterator[tuple[str, Entry]]:
    for line in filter(None, listed.split(b"\0")):
        described, _, path = line.partition(b"\t")
        mode, _kind, name = described.decode().split()
        yield os.fsdecode(path), Entry(mode, name)


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return said[-1] if said else f"it ended with {done.returncode}"
