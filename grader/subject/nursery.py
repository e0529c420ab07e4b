"""Where checks of one submission begin: a folder with its files, and residents that have imported it once.

Each check gets a process and files that nobody has used. Importing the learner's module again for every check
would give the same process again, only later; so a resident imports it once and every check talks to a copy of it,
made by fork. Where a copy could differ from a fresh import, the module is imported afresh: if importing starts a
thread, opens a file, changes a file or draws a number at random, and if the check has changed files itself.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from grader.subject.faults import RemoteError, SubjectFault, TimedOut, Where
from grader.subject.launcher import Launcher
from grader.subject.limits import Limits
from grader.subject.removal import remove_folder
from grader.subject.running import Running
from grader.subject.scratch import Snapshot
from grader.subject.session import Imported, Session
from grader.subject.transcript import Transcript

_MOST_ROOTS = 8
_MOMENT = 0.05  # seconds for a root to tell that its copy has ended
_PATIENCE = 5.0  # seconds for all of them
_PLUGINS = {"schemathesis": b"schemathesis", "hypothesispytest": b"hypothesis", "valkey": b"valkey"}
_READ_BY_PYTEST = (".py", ".toml", ".ini", ".cfg")
State = dict[str, tuple[int, int, int]]


class Beginning(NamedTuple):
    """What a resident does before it is asked anything: the lines of a check, then an import."""

    module: str
    before: str = ""

    def of(self, session: Session) -> Imported:
        if self.before:
            session.define(self.before, {}, [])
        return session.load(self.module)


class Root(NamedTuple):
    """A resident that has begun and is only copied from then on."""

    running: Running
    imported: Imported
    servers: dict[str, bool]  # by the name of an application: whether all but the socket is there

    def session(self, deadline: float, transcript: Transcript) -> Session:
        """A conversation with a copy."""
        session = Session(self.running.branch(deadline), transcript)
        session.adopt(self.imported)
        return session

    def server(self, name: str, listener: socket.socket, deadline: float) -> Running | None:
        """A copy that serves an application of its module at once; nothing if something about it is unusual."""
        if name not in self.servers:
            self.servers[name] = self._prepared(name, deadline)
        return self.running.branch(deadline, listener, name) if self.servers[name] else None

    def _prepared(self, name: str, deadline: float) -> bool:
        self.running.deadline = deadline
        session = Session(self.running, Transcript())
        try:
            return session.ask("prepare", session.module(self.imported), name, asked="") is True
        except RemoteError:
            return False  # it comes again where it is expected


class Nursery:
    """Everything that the checks of one submission share without noticing."""

    def __init__(
        self,
        launcher: Launcher,
        snapshot: Snapshot,
        limits: Limits,
        read: tuple[str, ...] = (),
        env: Mapping[str, str] | None = None,
        ports: tuple[int, ...] = (),
    ) -> None:
        launcher.wait_until_warm()
        self.launcher = launcher
        self.snapshot = snapshot
        self.limits = limits
        self.read = read
        self.settings = dict(env or {})
        self.env = {**_for_pytest(snapshot), **self.settings}
        self.ports = ports
        self.unloadable: dict[str, SubjectFault | RemoteError] = {}
        self.stood: dict[str, tuple[Where, ...]] = {}  # of modules: where their import was when its time was over
        self._folder: Path | None = None
        self._untouched: State = {}
        self._roots: dict[Beginning, Root | None] = {}
        self._seen: set[Beginning] = set()
        self._is_clearing = False
        self._is_as_new = False  # nobody can have changed a file since it was last looked at
        self.before_start: Callable[[], None] = lambda: None  # called before any process of the learner's starts

    @property
    def folder(self) -> Path:
        """The scratch folder, with the submission's files in `work`."""
        self.settle()
        if self._folder is None:
            self._folder = self.launcher.make_folder()
            self._fill()
        self._is_as_new = False
        return self._folder

    def resident(self, deadline: float, ports: Iterable[int] = (), env: Mapping[str, str] | None = None) -> Running:
        """A new resident among these files, with the services of the exercise within its reach."""
        self.before_start()
        return Running.resident(
            self.launcher, self.folder, self.limits, deadline, [*self.ports, *ports], {**self.env, **(env or {})}
        )

    def root(self, beginning: Beginning) -> Root | None:
        """A resident to make one copy of, with a module that is imported already; nothing if that must be done afresh.

        The copy is to be made at once, before any other process.
        """
        self.settle()
        if beginning.before and beginning not in self._seen:
            self._seen.add(beginning)  # most such lines are for one check only
            return None
        if beginning not in self._roots:
            self._roots[beginning] = self._root(beginning)
        root = self._roots[beginning]
        if root is None or not (self._is_as_new or self.is_untouched()):
            return None
        self._is_as_new = False
        self.before_start()
        return root

    def is_untouched(self) -> bool:
        try:
            return _state(self.folder) == self._untouched
        except OSError:
            return False  # nested so deep that it cannot be read

    def clear(self) -> None:
        """After a check: begin to end what it has started. The next one waits for that, not the caller."""
        if self._folder is not None and not self._is_clearing:
            self.launcher.begin_to_sweep(root.running.number for root in self._roots.values() if root)
            self._is_clearing = True

    def settle(self) -> None:
        """Wait until nothing of the last check is left, and put the files back as they were."""
        if not self._is_clearing:
            return
        self._is_clearing = False
        if not (self.launcher.swept() and self._are_alone()):
            self._forget_roots()
            self.launcher.sweep()
        self._put_back()

    def _are_alone(self) -> bool:
        """Whether no root has a copy any more. One that was made too late to be found is looked for again."""
        roots = [root.running for root in self._roots.values() if root]
        end = time.monotonic() + _PATIENCE
        while not all(root.is_alone(_MOMENT) for root in roots):
            if time.monotonic() > end or not self.launcher.sweep(root.number for root in roots):
                return False
        return True

    def _put_back(self) -> None:
        """Lay the files of the submission out again, if anything about them has changed."""
        if not self.is_untouched():
            for part in ("work", "home"):
                remove_folder(self.folder / part)
                os.makedirs(self.folder / part)
            self._fill()
        self._is_as_new = True

    def close(self) -> None:
        """After the last check: nothing is left."""
        if self._folder is not None:
            self._is_clearing = False
            self._forget_roots()
            self.launcher.sweep()
            remove_folder(self._folder)

    def _root(self, beginning: Beginning) -> Root | None:
        """Begin once, and find out whether copies of that process are as good as new ones."""
        if len(self._roots) >= _MOST_ROOTS or not self.is_untouched() or not self.launcher.sees_processes():
            return None
        if self.launcher.reach:
            return None  # what importing runs belongs to every check
        deadline = time.monotonic() + self.limits.seconds
        running = self.resident(deadline)
        session = Session(running, Transcript())
        try:
            session.ask("note_state", asked="")
            imported = beginning.of(session)
            plain = session.ask("plain_state", beginning.module, asked="")
        except (SubjectFault, RemoteError) as error:
            plain = False
            if isinstance(error, TimedOut):
                self.stood[beginning.module] = error.stood  # no time is left to find out again
        if plain is True and self.is_untouched():
            return Root(running, imported, {})
        running.kill()
        running.close()
        self.launcher.sweep([root.running.number for root in self._roots.values() if root])
        self._put_back()
        return None

    def _forget_roots(self) -> None:
        for root in self._roots.values():
            if root:
                root.running.kill()
                root.running.close()
        self._roots.clear()

    def _fill(self) -> None:
        assert self._folder is not None
        self.snapshot.write_to(self._folder / "work")
        self._untouched = _state(self._folder)


def _for_pytest(snapshot: Snapshot) -> dict[str, str]:
    """Plug-ins that came with the grader's packages are slow to load: only who uses one has it."""
    read = [content for name, content in snapshot.files.items() if name.endswith(_READ_BY_PYTEST)]
    unused = [plugin for plugin, package in _PLUGINS.items() if not any(package in content for content in read)]
    return {"PYTEST_ADDOPTS": " ".join(f"-p no:{plugin}" for plugin in unused)}


def _state(folder: Path) -> State:
    """What changes when anything below a folder is changed. No program can set the time of a change back."""
    found: State = {}
    waiting = [str(folder)]
    while waiting:
        parent = waiting.pop()
        with os.scandir(parent) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                found[entry.path] = (status.st_ino, status.st_size, status.st_ctime_ns)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return found
