"""MongoDB, or what plays it: the real driver, an empty database for each check, walls between learners."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import DeleteOne, IndexModel, InsertOne, MongoClient, ReturnDocument, UpdateOne
from pymongo.database import Database
from pymongo.errors import AutoReconnect, BulkWriteError, DuplicateKeyError, OperationFailure, PyMongoError

from grader.services.kept import NoServer, somebody_listens
from grader.services.mongo import Mongo, Server, Tenant
from grader.subject.faults import SubjectFault
from grader.toolbox.documents import Documents, Refused
from services.conftest import NEEDS_MONGO

pytestmark = NEEDS_MONGO
_NOON = dt.datetime(2026, 3, 1, 12)
_PROGRAM = """
import os, sys
from pymongo import MongoClient
with MongoClient(os.environ["MONGO_URL"]) as client:
    db = client.get_default_database()
    exec(sys.argv[1])
"""
_WRITER = """
import sys
from threading import Thread
from pymongo import MongoClient
things = MongoClient(sys.argv[1]).get_default_database().things

def write():
    while True:
        things.insert_many([{"n": n} for n in range(2000)])

things.insert_one({})
for _ in range(3):
    Thread(target=write).start()
while not things.count_documents({"n": 1}):
    pass
print("busy", flush=True)
"""
_ASYNC = """
import asyncio, os
from pymongo import AsyncMongoClient

async def main():
    async with AsyncMongoClient(os.environ["MONGO_URL"]) as client:
        users = client.get_default_database().users
        await users.insert_many([{"n": number} for number in range(300)])
        await asyncio.gather(*(users.update_one({"n": 1}, {"$inc": {"seen": 1}}) for _ in range(20)))
        print((await users.find_one({"n": 1}))["seen"], [one["n"] async for one in users.find().sort("n", -1).limit(2)])
        print(await (await users.aggregate([{"$match": {"n": {"$gte": 100}}}, {"$count": "n"}])).to_list())

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Mongo]:
    with contextlib.closing(Mongo.start()) as server:
        yield server


@pytest.fixture
def tenant(server: Mongo) -> Iterator[Tenant]:
    with contextlib.closing(server.tenant()) as tenant:
        yield tenant


@pytest.fixture
def db(tenant: Tenant) -> Iterator[Database[dict[str, Any]]]:
    with MongoClient(tenant.url) as client:
        yield client.get_default_database()


@pytest.fixture
def documents(tenant: Tenant, subject_of) -> Documents:
    return Documents(tenant, subject_of(tenant, {"main.py": _PROGRAM, "waits.py": _ASYNC}))


def test_it_tells_its_version(server: Mongo) -> None:
    assert server.version().startswith(("SecantusDB", "7", "8"))


def test_it_is_empty_after_each_check(tenant: Tenant) -> None:
    for _ in range(3):
        with MongoClient(tenant.url) as client:
            users = client.get_default_database().users
            users.create_index("email", unique=True)
            users.insert_one({"_id": 1, "email": "amina@example.com"})
        tenant.touch()
        tenant.renew()
    assert tenant.database.list_collection_names() == []


def test_what_a_program_has_asked_for_is_not_done_when_it_is_gone(tenant: Tenant) -> None:
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", _WRITER, tenant.url], stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"busy\n"
            writer.kill()
        tenant.touch()
        tenant.renew()
        assert not tenant._busy()
        assert tenant.database.list_collection_names() == []


def test_who_stays_connected_is_thrown_out(tenant: Tenant) -> None:
    with MongoClient(tenant.url, retryReads=False) as client:
        client.get_default_database().users.insert_one({"_id": 1})
        tenant.touch()
        tenant.renew()
        with pytest.raises(AutoReconnect):
            client.get_default_database().users.find_one()
        assert client.get_default_database().users.find_one() is None


def test_documents_are_found_and_changed(db: Database) -> None:
    db.users.insert_many([{"_id": n, "tags": ["a"] * (n % 2), "address": {"city": f"c{n % 3}"}} for n in range(9)])
    found = db.users.find({"address.city": {"$in": ["c1", "c2"]}, "tags": "a"}, {"_id": 1}).sort("_id", -1).limit(2)
    assert [one["_id"] for one in found] == [7, 5]
    changed = db.users.find_one_and_update(
        {"_id": 20},
        {"$inc": {"n": 2}, "$push": {"log": {"$each": [1, 2, 3], "$slice": -2}}},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert changed == {"_id": 20, "n": 2, "log": [2, 3]}


def test_indexes_refuse_and_help(db: Database) -> None:
    db.users.create_indexes([IndexModel("email", unique=True), IndexModel([("city", 1), ("age", -1)])])
    db.users.insert_one({"email": "amina@example.com"})
    with pytest.raises(DuplicateKeyError):
        db.users.insert_one({"email": "amina@example.com"})
    assert "IXSCAN" in str(db.users.find({"city": "Tbilisi"}).explain())


def test_aggregation(db: Database) -> None:
    sales = [{"at": _NOON + dt.timedelta(hours=8 * n), "what": "tea" if n % 2 else "milk", "sum": n} for n in range(6)]
    db.sales.insert_many(sales)
    by_day = [
        {"$match": {"sum": {"$gt": 0}}},
        {"$group": {"_id": {"$dateTrunc": {"date": "$at", "unit": "day"}}, "sum": {"$sum": "$sum"}}},
        {"$sort": {"_id": 1}},
    ]
    assert [(one["_id"].day, one["sum"]) for one in db.sales.aggregate(by_day)] == [(1, 1), (2, 9), (3, 5)]
    facets = {"kinds": [{"$sortByCount": "$what"}], "top": [{"$sort": {"sum": -1}}, {"$limit": 1}]}
    (both,) = db.sales.aggregate([{"$facet": facets}])
    assert ({one["_id"]: one["count"] for one in both["kinds"]}, both["top"][0]["sum"]) == ({"tea": 3, "milk": 3}, 5)
    db.kinds.insert_one({"_id": "tea", "price": 3})
    joined = {"from": "kinds", "localField": "what", "foreignField": "_id", "as": "kind"}
    assert len(list(db.sales.aggregate([{"$lookup": joined}, {"$unwind": "$kind"}]))) == 3


def test_many_writes_at_once_and_transactions(db: Database) -> None:
    told = db.jobs.bulk_write(
        [
            InsertOne({"_id": 1}),
            InsertOne({"_id": 2}),
            UpdateOne({"_id": 1}, {"$set": {"done": True}}),
            DeleteOne({"_id": 2}),
        ]
    )
    assert (told.inserted_count, told.modified_count, told.deleted_count) == (2, 1, 1)
    with pytest.raises(BulkWriteError) as refused:
        db.jobs.insert_many([{"_id": 1}, {"_id": 3}], ordered=False)
    assert refused.value.details["nInserted"] == 1


@pytest.mark.parametrize(
    "command",
    [
        {"shutdown": 1},
        {"listDatabases": 1},
        {"getLog": "global"},
        {"serverStatus": 1},
        {"currentOp": 1},
        {"fsync": 1},
        {"setParameter": 1, "logLevel": 1},
        {"usersInfo": 1},
        {"createUser": "other", "pwd": "other", "roles": ["root"]},
        {"updateUser": "grader", "pwd": "mine"},
        {"createRole": "other", "privileges": [], "roles": ["root"]},
        {"replSetStepDown": 60, "secondaryCatchUpPeriodSecs": 1, "force": True},
        {"dropDatabase": 1},
    ],
    ids=lambda command: next(iter(command)),
)
def test_a_learner_has_no_more_rights_than_needed(db: Database, command: dict[str, Any]) -> None:
    with pytest.raises(OperationFailure, match=r"not authorized|no such command|not running with"):
        db.client.admin.command(command)


def test_a_learner_gives_themselves_no_rights(db: Database) -> None:
    for command in (
        {"createUser": "other", "pwd": "other", "roles": [{"role": "readWriteAnyDatabase", "db": "admin"}]},
        {"grantRolesToUser": db.name, "roles": [{"role": "root", "db": "admin"}]},
        {"updateUser": db.name, "roles": [{"role": "root", "db": "admin"}]},
    ):
        with pytest.raises(OperationFailure, match="not authorized"):
            db.command(command)


def test_other_databases_are_closed(db: Database) -> None:
    for name in ("other", "admin", "local"):
        for ask in (
            lambda other: other.things.find_one(),
            lambda other: other.things.insert_one({}),
            lambda other: other.list_collection_names(),
            lambda other: list(db.things.aggregate([{"$out": {"db": other.name, "coll": "things"}}])),
        ):
            with pytest.raises(PyMongoError, match="not authorized"):
                ask(db.client[name])


def test_nobody_enters_without_a_password(tenant: Tenant) -> None:
    for who in ("", "grader:grader@", "grader:changed before anybody else may connect@", f"{tenant.name}:x@"):
        client = MongoClient(f"mongodb://{who.replace(' ', '%20')}127.0.0.1:{tenant.port}/admin")
        with client, pytest.raises(OperationFailure):
            client.other.things.find_one()


def test_two_learners_at_once_have_a_server_each(server: Mongo, tenant: Tenant) -> None:
    with contextlib.closing(server.tenant()) as other:
        assert (other.port != tenant.port, other.name != tenant.name) == (True, True)


def test_nothing_stays_that_was_written_elsewhere(tenant: Tenant, db: Database) -> None:
    """SecantusDB 0.7.0b3 lets this write go to a database of others."""
    with contextlib.suppress(OperationFailure):
        write = {"bulkWrite": 1, "ops": [{"insert": 0, "document": {"_id": 1}}], "nsInfo": [{"ns": "other.things"}]}
        db.client.admin.command(write)
    tenant.touch()
    tenant.renew()
    assert "other" not in tenant.admin.list_database_names()


def test_a_server_that_is_gone_is_started_again(server: Mongo) -> None:
    with contextlib.closing(server.tenant()) as tenant:
        before = tenant.url
        keeper = tenant._server.kept._keeper.pid
        os.kill(int(Path(f"/proc/{keeper}/task/{keeper}/children").read_text()), signal.SIGKILL)
        tenant.touch()
        tenant.renew()
        with MongoClient(before) as client:
            assert client.get_default_database().list_collection_names() == []


def test_a_server_leaves_nothing_behind() -> None:
    server = Server()
    server.enter().close()
    server.close()
    assert not server.kept.folder.exists()
    assert not somebody_listens(server.port)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(server.kept.folder) not in running


def test_a_server_ends_with_whoever_started_it(killed) -> None:
    folder, port = killed("from grader.services.mongo import Server\nserver = Server()\nserver.enter()")
    assert not folder.exists()
    assert not somebody_listens(port)


def test_data_can_be_kept(tmp_path: Path) -> None:
    for number in (0, 1):
        with contextlib.closing(Server(data=tmp_path)) as server, server.enter() as client:
            assert client.journey.things.count_documents({}) == number
            client.journey.things.insert_one({})


def test_no_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.services.mongo._PACKAGE", "not_installed_here")
    with pytest.raises(NoServer, match="no MongoDB is installed"):
        Mongo.start()


# It opens to whoever comes first, as mongod does, until somebody has made a user.
_MONGOD = """#!{python} -I
import os, sys
said = dict(zip(sys.argv[1:], sys.argv[2:]))
start = ["-m", "secantus", "--standalone", "--port", said["--port"], "--storage-path", said["--dbpath"]]
os.execv(sys.executable, [sys.executable, "-I", *start])
"""


def test_the_server_of_the_machine_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mongod").write_text(_MONGOD.format(python=sys.executable))
    (tmp_path / "mongod").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with contextlib.closing(Mongo.start()) as server, contextlib.closing(server.tenant()) as tenant:
        with MongoClient(tenant.url) as client:
            client.get_default_database().things.insert_one({"_id": 1})
        tenant.touch()
        tenant.renew()
        assert tenant.database.list_collection_names() == []


def test_a_server_by_its_address_keeps_what_others_have_there(tmp_path: Path, monkeypatch) -> None:
    with contextlib.closing(Server(data=tmp_path)) as elsewhere, elsewhere.enter() as client:
        client.shop.things.insert_one({"_id": "of somebody else"})
        monkeypatch.setenv("MONGO_URL", f"mongodb://127.0.0.1:{elsewhere.port}")
        with contextlib.closing(Mongo.start()) as server, contextlib.closing(server.tenant()) as tenant:
            for _ in range(2):
                with MongoClient(tenant.url) as learner:
                    learner.get_default_database().things.insert_one({"_id": 1})
                tenant.touch()
                tenant.renew()
        assert client.shop.things.count_documents({}) == 1
        assert tenant.name not in client.list_database_names()
        assert client[tenant.name].command("usersInfo")["users"] == []


def test_an_address_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.services.mongo._MILLISECONDS", 50)
    monkeypatch.setenv("MONGO_URL", "mongodb://127.0.0.1:1")
    with pytest.raises(NoServer, match="MONGO_URL names cannot be reached"):
        Mongo.start().tenant()


# -- the database as a check sees it ---------------------------------------------------------------


def test_the_learners_program_finds_it(documents: Documents) -> None:
    ran = documents._subject.program("main.py", "print(db.users.insert_one({'_id': 'amina', 'age': 30}).inserted_id)")
    assert ran.stdout == "amina\n"
    assert documents.collection("users").find() == [{"_id": "amina", "age": 30}]


def test_the_async_client_works_in_the_cage(documents: Documents) -> None:
    assert documents._subject.program("waits.py").stdout == "20 [299, 298]\n[{'n': 200}]\n"


def test_a_collection_tells_its_documents_and_indexes(documents: Documents, db: Database) -> None:
    users = documents.new("users")
    users.insert({"_id": 1, "email": "a"}, {"_id": 2, "email": "b"})
    db.users.create_index("email", unique=True)
    db.users.create_index([("city", 1), ("age", -1)])
    db.users.create_index("until", expireAfterSeconds=60)
    assert documents.collections() == ["users"]
    assert (users.count(), users.find_one({"email": "b"}), users.find_one({"email": "c"})) == (
        2,
        {"_id": 2, "email": "b"},
        None,
    )
    assert users.aggregate({"$group": {"_id": None, "n": {"$sum": "$_id"}}}) == [{"_id": None, "n": 3}]
    assert (users.unique("email"), users.unique("_id"), users.unique("city", "age")) == (True, True, False)
    assert (users.indexed("city"), users.indexed("city", "age"), users.indexed("age")) == (True, True, False)
    assert (users.expires("until"), users.expires("email")) == (60, None)
    assert (users.uses_index({"email": "a"}), users.uses_index({"name": "a"})) == (True, False)


def test_documents_go_when_their_time_is_over(documents: Documents, db: Database) -> None:
    db.codes.create_index("until", expireAfterSeconds=0)
    now = dt.datetime.now(dt.UTC)
    db.codes.insert_many([{"_id": n, "until": now + dt.timedelta(minutes=n)} for n in (-1, 1)])
    documents.sweep()
    assert [one["_id"] for one in documents.collection("codes").find()] == [1]


def test_a_missing_collection_is_told(documents: Documents) -> None:
    with pytest.raises(SubjectFault, match="There is no collection users"):
        documents.collection("users")


def test_the_database_refuses(documents: Documents, db: Database) -> None:
    db.users.create_index("email", unique=True)
    users = documents.new("users")
    users.insert({"email": "a"})
    with pytest.raises(Refused, match="duplicate key"):
        users.insert({"email": "a"})


def test_what_was_asked_is_shown_as_python_shows_it(documents: Documents) -> None:
    documents.new("users").insert({"_id": 1, "name": "Amina"})
    documents.collection("users").find_one({"_id": 1})
    assert [line.text for line in documents._subject.transcript.lines()] == [
        ">>> db.users.insert_many([{'_id': 1, 'name': 'Amina'}])",
        ">>> db.users.find_one({'_id': 1})",
        "{'_id': 1, 'name': 'Amina'}",
    ]
