"""The learner's code as a check sees it: modules, programs and files of one fresh copy."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import socket
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.subject import scratch, typecheck
from grader.subject.faults import RemoteError, SubjectFault, TimedOut
from grader.subject.inquiry import Inquiry
from grader.subject.nursery import Beginning, Nursery, Root
from grader.subject.remote import Remote, literal, number_of
from grader.subject.running import Running
from grader.subject.scratch import Snapshot
from grader.subject.session import Imported, Session
from grader.subject.shellwords import printf, quoted, shell
from grader.subject.transcript import Entry, Transcript, Verbatim, call_site

if TYPE_CHECKING:
    from grader.subject.web import App

HOST = "127.0.0.1"
_FLASK = re.compile(rb"^\s*(?:from|import)\s+flask\b", re.MULTILINE)


class Finished(NamedTuple):
    """A program that has ended."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """Everything it printed, on both streams."""
        return self.stdout + self.stderr


@dataclasses.dataclass
class Printed:
    """What the learner's code printed inside a `with subject.printed()` block."""

    stdout: str = ""
    stderr: str = ""


class Subject(Inquiry):
    """One fresh copy of a submission, for one check."""

    def __init__(self, nursery: Nursery) -> None:
        self.has_read = False  # whether the check has looked at what was handed in, instead of running it
        self.limits = nursery.limits
        self.transcript = Transcript()
        self._nursery = nursery
        self._session: Session | None = None
        self._modules: dict[str, Imported] = {}
        self._running: list[Running] = []
        self._copied: Running | None = None  # from a resident, of which there is one copy at a time
        self._started = time.monotonic()
        self._extra_seconds = 0.0
        self._ports: list[int] = []

    @property
    def snapshot(self) -> Snapshot:
        """Everything that was handed in."""
        self.has_read = True
        return self._nursery.snapshot

    @property
    def environment(self) -> dict[str, str]:
        """What the learner's programs find in their environment because of the exercise: its settings and services."""
        return dict(self._nursery.settings)

    # -- modules ---------------------------------------------------------------------------------

    def module(self, name: str) -> Any:
        """Import a module of the learner's: `subject.module("bank_system")` or `("utils.math_ops")`."""
        if name in self._nursery.unloadable:
            raise self._nursery.unloadable[name]
        try:
            path = name.replace(".", "/")
            if not self._is_folder(path):
                self._nursery.snapshot.require(f"{path}.py")
            return self._import(name)
        except (SubjectFault, RemoteError) as error:
            raise self._unloadable(name, error) from None

    def _unloadable(self, name: str, error: SubjectFault | RemoteError) -> SubjectFault | RemoteError:
        """Why a module cannot be loaded, kept so that the next check need not try. Each Python says it otherwise."""
        if isinstance(error, TimedOut):
            error.stood = error.stood or self._nursery.stood.get(name, ())
        told = isinstance(error, RemoteError) and error.type_name in ("SyntaxError", "UnicodeDecodeError")
        self._nursery.unloadable[name] = (told and self._nursery.snapshot.in_another_encoding()) or error
        return self._nursery.unloadable[name]

    def _import(self, name: str) -> Remote:
        if self._session is None and (root := self._root(Beginning(name))) is not None:
            self._session, self._modules[name] = self._copy(root, self.transcript), root.imported
        session = self._conversation()
        if name not in self._modules:
            self._modules[name] = session.load(name)
        return session.module(self._modules[name])

    def define(self, source: str, **given: Any) -> Any:
        """Run a few lines beside the learner's code and return what they name.

        Names given as keywords can be used in the lines. One `def`, `class` or name comes back as itself,
        several as a list.
        """
        source = textwrap.dedent(source).strip()
        names = _defined_names(source)
        found = self._conversation().define(source, given, names)
        return found[0] if len(found) == 1 else found

    def evaluate(self, expression: str, **given: Any) -> Any:
        """The value of one expression, worked out beside the learner's code."""
        source = f"answer = {expression}"
        return self._conversation().define(source, given, ["answer"], expression)[0]

    @contextlib.contextmanager
    def printed(self) -> Iterator[Printed]:
        """Collect what the learner's code prints in this block."""
        session = self._conversation()
        start = len(session.printed)
        printed = Printed()
        yield printed
        printed.stdout = "".join(out for out, _ in session.printed[start:])
        printed.stderr = "".join(err for _, err in session.printed[start:])

    def _echo(self, text: str) -> None:
        self.transcript.entries[-1].answer = Verbatim(text)

    def _question(self, operation: str, *arguments: Any, asked: str | None = None) -> Any:
        shown = asked or f"{operation}({', '.join(map(literal, arguments))})"
        return self._conversation().ask(operation, *arguments, asked=shown)

    # -- web applications ------------------------------------------------------------------------

    def app(self, target: str = "main:app", before: str = "", env: dict[str, str] | None = None) -> App:
        """Serve an ASGI or WSGI application: `api = subject.app("main:app")`, then `api.get("/users").json()`.

        The lines in `before` run in its process before its module is imported.
        """
        from grader.subject.curl import SHOWN_PORT  # not needed by those who serve nothing
        from grader.subject.web import App

        module, _, name = target.partition(":")
        flask = ["flask", "--app", target, "run", "--port", str(SHOWN_PORT)]
        command = flask if self._uses_flask(module) else ["uvicorn", target]
        entry = self.transcript.add(Entry(shell(command, env=env), kind="shell", site=call_site()))
        beginning = Beginning(module, textwrap.dedent(before).strip())
        try:
            with socket.create_server((HOST, 0), backlog=128) as listener:
                port = listener.getsockname()[1]
                running = self._server(beginning, name, listener, env or {})
        except (SubjectFault, RemoteError) as error:
            entry.failure = f"{error.type_name}: {error}" if isinstance(error, RemoteError) else str(error)
            raise
        return App(running, self.transcript, port, self.limits.output_kb * 1024)

    def _server(self, beginning: Beginning, name: str, listener: socket.socket, env: dict[str, str]) -> Running:
        """A process that serves an application and is not asked anything."""
        if beginning.module in self._nursery.unloadable:
            raise self._nursery.unloadable[beginning.module]
        has_file = f"{beginning.module.replace('.', '/')}.py" in self._nursery.snapshot.files
        root = self._root(beginning, env) if has_file else None
        if root is not None and (running := root.server(name, listener, self._deadline())) is not None:
            self._copied = running
            self._running.append(running)
            return running
        session, imported = self._begun(beginning, root, env)
        app = session.get(session.module(imported), name)
        if not isinstance(app, Remote):
            made = "Flask(__name__)" if self._uses_flask(beginning.module) else "FastAPI()"
            raise SubjectFault(f"{name} in {beginning.module}.py is no application.", f"Write {name} = {made} there.")
        session.running.hand_over({"do": "serve", "id": "serve", "app": number_of(app)}, listener)
        return session.running

    def _begun(self, beginning: Beginning, root: Root | None, env: dict[str, str]) -> tuple[Session, Imported]:
        """A conversation with a process that has imported a module, and with nobody else."""
        if root is not None:
            return self._copy(root, Transcript()), root.imported
        try:
            self._nursery.snapshot.require(f"{beginning.module.replace('.', '/')}.py")
            session = Session(self._resident(env), Transcript())
            return session, beginning.of(session)
        except (SubjectFault, RemoteError) as error:
            raise self._unloadable(beginning.module, error) from None

    def _uses_flask(self, module: str) -> bool:
        return _FLASK.search(self.snapshot.files.get(f"{module.replace('.', '/')}.py", b"")) is not None

    def _root(self, beginning: Beginning, env: dict[str, str] | None = None) -> Root | None:
        """A resident that has begun already and can be copied, where there may be one."""
        if env or self._ports or not (self._copied is None or self._copied.frees_its_resident()):
            return None
        return self._nursery.root(beginning)

    def _copy(self, root: Root, transcript: Transcript) -> Session:
        session = root.session(self._deadline(), transcript)
        self._copied = session.running
        self._running.append(session.running)
        return session

    # -- programs --------------------------------------------------------------------------------

    def program(
        self,
        *command: str,
        stdin: str = "",
        env: dict[str, str] | None = None,
        seconds: float = 0,
        shown: str | list[str] = "",
    ) -> Finished:
        """Run a command to its end: `subject.program("main.py", "add", "Buy milk")`.

        A first word that ends in `.py` is run by Python. The files it leaves are there for the next one.
        """
        argv = list(command)
        if argv[0].endswith(".py"):
            self._nursery.snapshot.require(argv[0])
            argv.insert(0, "python")
        self.has_read |= argv[0] != "python" or not (argv[1].endswith(".py") or argv[1] in ("-m", "-c"))
        self._nursery.before_start()
        self._extra_seconds += seconds
        limits = dataclasses.replace(self.limits, seconds=self.limits.seconds + seconds)
        line = shell(shown or argv, stdin, env)
        entry = self.transcript.add(Entry(line, kind="shell", site=call_site()))
        order = {**self._order(), "argv": argv, "env": {**self._nursery.env, **(env or {})}}
        running = Running.program(self._nursery.launcher, order, limits, stdin.encode(), self._deadline())
        self._running.append(running)
        try:
            status = running.wait()
        except Exception as fault:
            entry.failure = str(fault)
            raise
        finally:
            entry.printed, entry.errors = (text.replace(f"{self._work()}/", "") for text in running.output())
        exit_code = status if status >= 0 else 128 - status  # as a shell tells it
        if exit_code:
            entry.errors += f"(exit status {exit_code})\n"
        return Finished(exit_code, entry.printed, entry.errors.removesuffix(f"(exit status {exit_code})\n"))

    @property
    def is_traced(self) -> bool:
        """Whether a proof wants to know what each check runs, so that nothing may be done once for all of them."""
        return bool(self._nursery.launcher.reach)

    def type_check(self, *files: str) -> list[str]:
        """mypy's errors in these files, a line each, as `mypy FILE` prints them."""
        for name in files:
            self.snapshot.require(name)
        cache = self._work().parent / "home" / "mypy"
        typecheck.warm_cache(cache)
        finished = self.program(*typecheck.command(files, cache), seconds=30, shown=["mypy", *files])
        lines = finished.output.splitlines()
        if finished.exit_code not in (0, 1):
            raise SubjectFault("mypy could not read your files.", "\n".join(lines[:5]))
        return [line for line in lines if ": error:" in line]

    # -- files -----------------------------------------------------------------------------------

    def read_text(self, name: str) -> str:
        """A file as it is now, after what the check has run."""
        entry = self.transcript.add(Entry(shell(["cat", name]), kind="shell", site=call_site()))
        content = scratch.read_back(self._work(), name, self._nursery.snapshot.shown_as)
        self.has_read |= name in self._nursery.snapshot.files
        entry.printed = scratch.text_of(content, name)
        return entry.printed

    def write_text(self, name: str, text: str) -> None:
        """Put a file beside the learner's, for their program to find."""
        path = self._work() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.transcript.add(Entry(f"{printf(text)} > {quoted(name)}", kind="shell", site=call_site()))

    def exists(self, name: str) -> bool:
        return os.path.lexists(self._work() / name)

    def submitted_text(self, name: str) -> str:
        """A file as it was handed in."""
        return scratch.text_of(self.snapshot.require(name), name)

    def last_where(self) -> dict[str, Any] | None:
        """Where the learner's function is written that most likely has to change.

        The last one that was told to do something; one that only answers is seldom at fault.
        """
        called = [entry for entry in self.transcript.entries if entry.where]
        told = [entry for entry in called if entry.failure or entry.answer is None]
        for entry in [*called[-1:], *told[-1:]][::-1]:
            if entry.where:
                file, line = entry.where.rsplit(":", 1)
                return self.place(file, int(line))
        return None

    def where_it_stood(self, fault: TimedOut) -> dict[str, Any] | None:
        """The line of the learner's at which the program was when its time was over."""
        for file, line, _ in fault.stood:
            if file in self._nursery.snapshot.files:
                return self.place(file, line)
        return None

    def place(self, file: str, line: int) -> dict[str, Any]:
        """A line of the learner's, with what is written there."""
        lines = self._nursery.snapshot.files.get(file, b"").decode(errors="replace").splitlines()
        return {"file": file, "line": line, "text": lines[line - 1].strip() if 0 < line <= len(lines) else ""}

    # -- the network -----------------------------------------------------------------------------

    def may_connect(self, port: int) -> None:
        """Let the processes that start from now on connect to a TCP port of this machine."""
        self._ports.append(port)

    # -- one process after another ---------------------------------------------------------------

    def restart(self) -> None:
        """Forget the loaded modules: the next question goes to a new process over the same files."""
        self._session = None
        self._modules.clear()

    def close(self) -> None:
        for running in self._running:
            running.close()
        self._nursery.clear()

    def _conversation(self) -> Session:
        if self._session is None:
            self._session = Session(self._resident({}), self.transcript)
        return self._session

    def _resident(self, env: dict[str, str]) -> Running:
        running = self._nursery.resident(self._deadline(), self._ports, env)
        self._running.append(running)
        return running

    def _deadline(self) -> float:
        return self._started + self.limits.seconds + self._extra_seconds

    def _order(self) -> dict[str, Any]:
        ports = [*self._nursery.ports, *self._ports]
        return {"scratch": str(self._work()), "read": list(self._nursery.read), "ports": ports}

    def _work(self) -> Path:
        return self._nursery.folder / "work"

    def _is_folder(self, path: str) -> bool:
        return any(name.startswith(f"{path}/") for name in self._nursery.snapshot.files)


def _defined_names(source: str) -> list[str]:
    import ast

    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.append(node.targets[0].id)
    return list(dict.fromkeys(names))
