"""The end inside the cage: it loads the learner's modules and answers questions about them.

It decides nothing and knows nothing of what a check expects. Whatever the learner's code does to this
process, it can only change answers.
"""

from __future__ import annotations

import abc
import builtins
import gc
import importlib
import linecache
import opcode
import os
import re
import socket
import sys
import threading
import types
from typing import Any

from grader.subject import copying, ending, questions, ready, serving, values, wire

_HERE = os.path.dirname(os.path.abspath(__file__))
_RAISE_VARARGS = opcode.opmap["RAISE_VARARGS"]
_NULL_BYTES = "source code string cannot contain null bytes"  # a ValueError before Python 3.11.4
_MAX_MESSAGE_TEXT = 20_000
_MOST_NAMES = 50
_MOST_FDS = 4
_SHARED_PIECE = re.compile(rb"^\S+ ...s ", re.MULTILINE)
_shared_at_first = 0


class Resident:
    """Answers one request after another over a socket."""

    def __init__(self, channel: socket.socket, root: str) -> None:
        self._channel = channel
        self._unpacker = wire.Unpacker()
        self._root = root
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._loop: Any = None
        self._methods: dict[type, dict[str, str]] = {}
        self._defined = types.ModuleType("__check__")
        self._servers: dict[str, serving.Serve] = {}
        self._files = -1
        self._drawn: Any = None
        self._streams = (sys.stdout, sys.stderr)
        self._awaited = False
        self._describing: set[int] = set()

    def serve(self) -> None:
        while True:
            try:
                requests, fds = wire.receive(self._channel, self._unpacker, _MOST_FDS)
            except (wire.WireClosed, ConnectionError):
                return
            for request in requests:
                if request["do"] == "branch":
                    self._branch(request["id"], request["app"], fds)
                elif request["do"] == "serve":
                    self._serve(request, fds[0])
                else:
                    self._channel.sendall(_packed({"id": request["id"], **self._answer(request)}))

    def _branch(self, number: int, app: str, fds: list[int]) -> None:
        """Go on in a child, over new connections; this process waits until the child has ended.

        With a socket, the child becomes the server of an application.
        """
        child = copying.copy_process()
        if child:
            for fd in fds:
                os.close(fd)
            wire.send(self._channel, {"id": number, "ended": ending.status_of(child)})
            return
        channel, out, err, *listeners = fds
        os.dup2(channel, self._channel.fileno(), inheritable=False)
        os.dup2(out, 1)
        os.dup2(err, 2)
        for fd in (channel, out, err):
            os.close(fd)
        os.chdir(self._root)  # it may have been made again since
        if listeners:
            serving.serve(self._servers[app], socket.socket(fileno=listeners[0]))

    def _serve(self, request: wire.Message, fd: int) -> None:
        """Become the server of an application. Nothing is answered over the channel from then on."""
        listener = socket.socket(fileno=fd)
        wire.send(self._channel, {"id": request["id"], "value": None})
        app = self._objects[request["app"]]
        serving.serve(lambda listener: serving.prepared(app)(listener), listener)  # what fails in it, fails as a server

    def _answer(self, request: wire.Message) -> wire.Message:
        try:
            self._awaited = False
            self._describing.clear()
            value = self._perform(request)
            answer = {"value": self._encode(value)}
        except values.NotPlain as reason:
            answer = {"unfit": str(reason)}
        except BaseException as error:
            answer = {"error": self._describe_error(error)}
        if self._awaited:
            answer["awaited"] = True
        _flush((sys.stdout, sys.stderr, *self._streams))
        return answer

    def _perform(self, request: wire.Message) -> Any:
        decode = values.Decoder(lambda data: self._objects[data["ref"]]).decode
        arguments = [decode(argument) for argument in request.get("args", ())]
        operation = request["do"]
        if operation == "import":
            return importlib.import_module(arguments[0])
        if operation == "define":
            return self._define(arguments[0], arguments[1], arguments[2])
        if operation == "prepare":
            return self._prepare(arguments[0], arguments[1])
        if operation == "note_state":
            self._files, self._drawn = _open_files(), copying.drawn()
            return None
        if operation == "plain_state":
            module = sys.modules[arguments[0]]
            is_plain = ready.make_ready(module) and self._is_plain()
            for _, member in _members(module):
                if type(member) is type:
                    self._methods_in(member)  # so that no copy has to look again
            gc.freeze()  # a collection in a copy would otherwise copy every page of memory
            return is_plain
        if operation in ("call", "method"):
            keywords = {name: decode(value) for name, value in request.get("kwargs", {}).items()}
            if operation == "method":
                arguments[:2] = [getattr(*arguments[:2])]
            return self._settle(arguments[0](*arguments[1:], **keywords))
        return self._settle(questions.ANSWERS[operation](*arguments))

    def _prepare(self, module: types.ModuleType, name: str) -> bool:
        """Make all of a server but its socket, for the copies of this process. What is no application is told later."""
        app = getattr(module, name, None)
        if not callable(app):
            return False
        self._servers[name] = serving.prepared(app)
        gc.freeze()
        return True

    def _is_plain(self) -> bool:
        """Whether a copy of this process is as good as a new one."""
        alone = threading.active_count() == 1 and not _has_children()
        shares_nothing = self._files == _open_files() and _shared_at_first == _shared_memory()
        return alone and shares_nothing and self._drawn in (None, copying.drawn())

    def _define(self, source: str, given: dict[str, Any], names: list[str]) -> list[Any]:
        """Run a check's own lines beside the learner's code and hand back what they name."""
        filename = f"<check {len(linecache.cache)}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        sys.modules["__check__"] = self._defined
        self._defined.__dict__.update(given)
        exec(compile(source, filename, "exec", dont_inherit=True), self._defined.__dict__)
        return [self._defined.__dict__[name] for name in names]

    def _settle(self, result: Any) -> Any:
        """A coroutine is awaited here, in the learner's process."""
        if not isinstance(result, types.CoroutineType | questions.Awaited):
            return result
        import asyncio  # slow to load, seldom needed

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        self._awaited = type(result) is types.CoroutineType
        awaitable = result.awaitable if isinstance(result, questions.Awaited) else result
        return self._loop.run_until_complete(awaitable)

    def _encode(self, value: Any) -> values.Encoded:
        return values.Encoder(self._refer).encode(value)

    def _refer(self, value: Any) -> values.Encoded:
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self._objects) + 1
            self._objects[number] = value  # kept alive, so its id stays its own
            self._numbers[id(value)] = number
        description = {"ref": number, **_describe(value, self._root)}
        if type(value) is types.ModuleType:
            description["members"] = {name: self._refer(member) for name, member in _members(value)}
        elif methods := self._methods_of(value):
            description["methods"] = methods
        if id(value) in self._describing:
            raise values.NotPlain("the value contains itself")
        self._describing.add(id(value))
        underlying = values.Encoder(self._refer).underlying(value)
        self._describing.discard(id(value))
        return description if underlying is None else {**description, **underlying}

    def _methods_of(self, value: Any) -> dict[str, str]:
        """The methods that an object of the learner's certainly has, and where each is written."""
        methods = self._methods_in(type(value))
        hidden = methods.keys() & value.__dict__.keys() if methods and hasattr(value, "__dict__") else ()
        return {name: where for name, where in methods.items() if name not in hidden}

    def _methods_in(self, kind: type) -> dict[str, str]:
        if kind not in self._methods:
            self._methods[kind] = _methods_in(kind, self._root)
        return self._methods[kind]

    def _describe_error(self, error: BaseException) -> wire.Message:
        kind = type(error)
        frames, deliberate = _frames(error, self._root)
        try:
            message = str(error)[:_MAX_MESSAGE_TEXT].replace(self._root + os.sep, "")
        except Exception:
            message = "(its message cannot be read)"
        if kind is ValueError and message == _NULL_BYTES:
            kind = SyntaxError
        description: wire.Message = {
            "type": kind.__name__,
            "bases": [base.__name__ for base in kind.__mro__],
            "builtin": next(base.__name__ for base in kind.__mro__ if getattr(builtins, base.__name__, None) is base),
            "message": message,
            "frames": frames,
            "deliberate": deliberate,
            "object": self._refer(error),
        }
        if isinstance(error, SyntaxError) and error.filename:
            description["syntax"] = {"file": _inside(str(error.filename), self._root), "line": error.lineno or 0}
        if isinstance(error, ImportError) and error.name:
            description["missing_module"] = error.name
        if isinstance(error, AttributeError) and isinstance(error.obj, types.ModuleType):
            description["offers"] = [name for name in vars(error.obj) if not name.startswith("_")][:200]
        elif isinstance(error, AttributeError):
            owner = error.obj if isinstance(error.obj, type) else type(error.obj)
            description["offers"] = [name for name in dir(owner) if not name.startswith("_")][:200]
        return description


def _packed(answer: wire.Message) -> bytes:
    try:
        return wire.pack(answer)
    except (wire.WireError, ValueError):  # the latter for numbers with thousands of digits
        return wire.pack({"id": answer["id"], "unfit": "it is too large"})


def _describe(value: Any, root: str) -> wire.Message:
    """What the other end needs to know of an object without asking again."""
    kind = type(value)
    description: wire.Message = {"type": kind.__name__, "kind": "object"}
    if isinstance(kind, type) and issubclass(kind, type):
        description.update(kind="class", name=value.__name__, module=value.__module__)
    elif kind is types.ModuleType:
        description.update(kind="module", name=value.__name__)
    elif kind in (types.FunctionType, types.MethodType, types.BuiltinFunctionType):
        description.update(kind="function", name=value.__name__, where=_where(value, root))
    return description


def _members(module: types.ModuleType) -> list[tuple[str, Any]]:
    """The public functions and classes of a module that are its own."""
    found = []
    for name, value in list(vars(module).items()):
        own = type(value) in (types.FunctionType, type) and value.__module__ == module.__name__
        if own and not name.startswith("_"):
            found.append((name, value))
    return found[:_MOST_NAMES]


def _methods_in(kind: type, root: str) -> dict[str, str]:
    """The public methods of a class, unless it decides by itself how its attributes are found."""
    if type(kind) not in (type, abc.ABCMeta):
        return {}
    found = {name: held for base in reversed(kind.__mro__) for name, held in vars(base).items()}
    usual = found["__getattribute__"] is object.__getattribute__ and "__getattr__" not in found
    if not usual or type(found.get("__dict__")) not in (types.GetSetDescriptorType, types.NoneType):
        return {}
    methods = {name: _where(held, root) for name, held in found.items() if name[:1] != "_"}
    return dict([(name, where) for name, where in methods.items() if where][:_MOST_NAMES])


def _where(value: Any, root: str) -> str:
    """The file and line of a function of the learner's; of anything else, nothing."""
    code = getattr(value, "__code__", None) if type(value) in (types.FunctionType, types.MethodType) else None
    if type(code) is not types.CodeType or not code.co_filename.startswith(root):
        return ""
    return f"{_inside(code.co_filename, root)}:{code.co_firstlineno}"


def _frames(error: BaseException, root: str) -> tuple[list[wire.Message], bool]:
    """The learner's own frames, outermost first, and whether a `raise` statement threw the error."""
    frames: list[wire.Message] = []
    deliberate = False
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        filename = code.co_filename
        if filename[:1] != "<" and os.path.abspath(filename).startswith(root + os.sep):
            filename = os.path.abspath(filename)
            source = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            frames.append(
                {"file": _inside(filename, root), "line": trace.tb_lineno, "name": code.co_name, "text": source[:300]}
            )
            deliberate = trace.tb_next is None and code.co_code[trace.tb_lasti] == _RAISE_VARARGS
        trace = trace.tb_next
    return frames[-20:], deliberate


def _inside(filename: str, root: str) -> str:
    return filename.removeprefix(root + os.sep)


def _open_files() -> int:
    """How many files this process has open, as far as the system tells."""
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return -1


def note_shared_memory() -> None:
    """Before any fork: what a learner's code shares comes on top of it."""
    global _shared_at_first
    _shared_at_first = _shared_memory()


def _shared_memory() -> int:
    """How many pieces of memory this process would share with a copy of it, as far as the system tells."""
    try:
        with open("/proc/self/maps", "rb") as file:
            return len(_SHARED_PIECE.findall(file.read()))
    except OSError:
        return -1


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _flush(streams: tuple[Any, ...]) -> None:
    for stream in streams:
        try:
            stream.flush()
        except BaseException:
            continue  # the learner's code may have closed or replaced it
