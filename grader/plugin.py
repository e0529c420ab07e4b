"""pytest as the runner: the criterion mark, the fixtures, and one finding for every check that runs."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import inspect
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.curriculum import COURSE, Exercise
from grader.report import FAILED, FAULT, PASSED, SKIPPED, Cause
from grader.services.services import Tenancy
from grader.subject.faults import TimedOut
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject
from grader.tomlfile import BadFile
from grader.verdict import STOOD_THERE, Comparison, GraderFault, explain

if TYPE_CHECKING:
    from grader.toolbox.cache import Cache
    from grader.toolbox.database import Database
    from grader.toolbox.documents import Documents
    from grader.toolbox.site import Nobody, Site

# Not needed for checks; each costs time to load.
_LEFT_OUT = [
    "cacheprovider",
    "capture",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "legacypath",
    "logging",
    "pastebin",
    "recwarn",
    "setuponly",
    "setupplan",
    "stepwise",
    "subtests",
    "terminal",
    "terminalprogress",
    "threadexception",
    "tmpdir",
    "unittest",
    "unraisableexception",
    "warnings",
]

_NEW_OBJECTS = 100_000  # before Python looks for rings of them that nobody holds: a check makes few


@dataclasses.dataclass
class Finding:
    """What one check found."""

    outcome: str
    seconds: float
    cause: Cause | None = None
    transcript: list[dict[str, str]] = dataclasses.field(default_factory=list)
    reason: str = ""
    blocked_by: str | None = None  # a module that could not be loaded
    has_read: bool = False  # whether the check has looked at what was handed in, instead of running it


@dataclasses.dataclass
class Assignment:
    """The submission that checks are looking at now."""

    exercise: Exercise
    nursery: Nursery
    seed: int
    tenancy: Tenancy = dataclasses.field(default_factory=Tenancy)


class ChecksPlugin:
    """Collects the checks of exercises, then lets `drive` decide which of them run on what."""

    def __init__(self, exercises: list[Exercise], drive: Callable[[ChecksPlugin], None]) -> None:
        self.checks: dict[str, dict[str, list[pytest.Item]]] = {exercise.id: {} for exercise in exercises}
        self.problem: BaseException | None = None
        self._by_folder = {exercise.checks: exercise for exercise in exercises}
        self._drive = drive
        self._assignment: Assignment | None = None
        self._subject: Subject | None = None
        self._comparison: Comparison | None = None
        self._error: BaseException | None = None
        self._lines: list[dict[str, str]] = []

    # -- what a check can ask for ----------------------------------------------------------------

    @pytest.fixture
    def subject(self) -> Iterator[Subject]:
        """The learner's code: a fresh copy and a fresh process for every check."""
        assert self._assignment is not None
        if self._assignment.tenancy.missing:
            pytest.skip(self._assignment.tenancy.needs)
        if self._assignment.tenancy.tenants:
            self._assignment.nursery.settle()  # nobody is connected any more
            self._assignment.nursery.before_start = self._assignment.tenancy.ready
            self._assignment.tenancy.renew()
        self._subject = Subject(self._assignment.nursery)
        yield self._subject
        self._lines = [dict(vars(line)) for line in self._subject.transcript.lines()]
        self._subject.close()

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> random.Random:
        """Random numbers that are the same again for the same seed; the report names it."""
        assert self._assignment is not None
        return random.Random(f"{self._assignment.seed}:{request.node.name}")

    @pytest.fixture
    def site(self, subject: Subject) -> Iterator[Site]:
        """A small web site on this machine, which the learner's code may connect to."""
        from grader.toolbox.site import Site  # seldom needed

        with contextlib.closing(Site()) as site:
            subject.may_connect(site.port)
            yield site

    @pytest.fixture
    def nobody(self, subject: Subject) -> Iterator[Nobody]:
        """An address on this machine where nobody listens."""
        from grader.toolbox.site import Nobody  # seldom needed

        with contextlib.closing(Nobody()) as nobody:
            subject.may_connect(nobody.port)
            yield nobody

    @pytest.fixture
    def database(self, subject: Subject) -> Database:
        """The learner's database, empty at the beginning of each check; their program finds it in DATABASE_URL."""
        from grader.toolbox.database import Database  # seldom needed

        return Database(self._tenant("postgres"), subject)

    @pytest.fixture
    def cache(self, subject: Subject) -> Cache:
        """The learner's Redis, empty at the beginning of each check; their program finds it in REDIS_URL."""
        from grader.toolbox.cache import Cache  # seldom needed

        return Cache(self._tenant("redis"), subject)

    @pytest.fixture
    def documents(self, subject: Subject) -> Documents:
        """The learner's MongoDB database, empty at the beginning of each check; their program finds it in MONGO_URL."""
        from grader.toolbox.documents import Documents  # seldom needed

        return Documents(self._tenant("mongo"), subject)

    def _tenant(self, service: str) -> Any:
        assert self._assignment is not None
        if service not in self._assignment.tenancy.tenants:
            raise BadFile(f'{self._assignment.exercise.path}/exercise.toml: a check needs services = ["{service}"].')
        return self._assignment.tenancy.tenants[service]

    # -- running one check -----------------------------------------------------------------------

    def run(self, item: pytest.Item, assignment: Assignment) -> Finding:
        self._assignment, self._subject = assignment, None
        self._comparison, self._error, self._lines = None, None, []
        started = time.perf_counter()
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        seconds = time.perf_counter() - started
        lines = self._lines
        if self._error is None:
            return Finding(PASSED, seconds, transcript=lines, has_read=bool(self._subject and self._subject.has_read))
        if isinstance(self._error, pytest.skip.Exception):
            return Finding(SKIPPED, seconds, reason=str(self._error))
        try:
            cause = explain(self._error, self._comparison)
        except GraderFault as fault:
            return Finding(FAULT, seconds, Cause("The grader itself failed.", actual=str(fault)), lines)
        if self._subject and isinstance(self._error, TimedOut) and (stood := self._subject.where_it_stood(self._error)):
            cause.where, cause.help = stood, f"{STOOD_THERE} {cause.help}"
        elif self._subject and cause.where is None:
            cause.where = self._subject.last_where()
        elif self._subject and cause.where and not cause.where["text"]:
            cause.where = self._subject.place(cause.where["file"], cause.where["line"])
        return Finding(FAILED, seconds, cause, lines, blocked_by=self._unloadable_behind(assignment))

    def _unloadable_behind(self, assignment: Assignment) -> str | None:
        return next((name for name, error in assignment.nursery.unloadable.items() if error is self._error), None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> bool:
        """Set up, call and tear down, as pytest does it, without its reports and the hooks that they go through."""
        item._initrequest()
        try:
            item.session._setupstate.setup(item)
            item.runtest()
        except BaseException as error:
            self._error = error
        try:
            item.session._setupstate.teardown_exact(None)
        except BaseException as error:
            self._error = self._error or error
        item.funcargs.clear()
        if isinstance(self._error, KeyboardInterrupt | pytest.exit.Exception):
            raise self._error
        return True

    def pytest_assertrepr_compare(self, op: str, left: Any, right: Any) -> list[str]:
        self._comparison = Comparison.of(op, left, right)
        return [f"{op} comparison failed"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        if not inspect.iscoroutinefunction(pyfuncitem.obj):
            return None
        import asyncio  # slow to load, seldom needed

        names = pyfuncitem._fixtureinfo.argnames
        asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
        return True

    # -- collecting ------------------------------------------------------------------------------

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "criterion(id): the criterion that this check belongs to")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = GraderFault(f"the checks in {report.nodeid} cannot be loaded:\n{report.longreprtext}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.problem is None:
            try:
                for item in session.items:
                    self._file(item)
                # pytest looks for conftests again and again; from here on they are known
                session.gethookproxy = functools.cache(session.gethookproxy)  # type: ignore[assignment]
                gc.freeze()
                gc.set_threshold(_NEW_OBJECTS)
                gc.enable()
                self._drive(self)
            except (Exception, SystemExit, KeyboardInterrupt) as error:
                self.problem = error
        return True

    def _file(self, item: pytest.Item) -> None:
        exercise = next(self._by_folder[folder] for folder in item.path.parents if folder in self._by_folder)
        marks = list(item.iter_markers("criterion"))
        known = {one.id for one in exercise.criteria if not one.by_mentor or one.on_request}
        if not marks:
            raise BadFile(f"{item.path}: {item.name} names no criterion. Add @pytest.mark.criterion(...).")
        for mark in marks:
            (named,) = mark.args or ("",)
            if named not in known:
                raise BadFile(f"{item.path}: {item.name} names {named!r}, which exercise.toml does not have.")
            self.checks[exercise.id].setdefault(named, []).append(item)


def with_checks(exercises: list[Exercise], drive: Callable[[ChecksPlugin], None]) -> None:
    """Collect the checks of the exercises once and hand them to `drive`."""
    plugin = ChecksPlugin(exercises, drive)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    arguments = [str(exercise.checks) for exercise in exercises]
    arguments += [f"--rootdir={COURSE}", f"--config-file={Path(__file__).with_name('checks.ini')}"]
    arguments += [part for name in _LEFT_OUT for part in ("-p", f"no:{name}")]
    code = pytest.main(arguments, plugins=[plugin])
    if plugin.problem is not None:
        raise plugin.problem
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise GraderFault(f"pytest could not run the checks: it ended with {code!r}")
