"""Redis of the course's own: empty for each check, and walls between learners."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from grader.services.kept import NoServer, somebody_listens
from grader.services.redis import Redis, Server, Tenant, program
from grader.services.redis_guest import Guest
from grader.services.resp import shown
from grader.subject.faults import SubjectFault
from grader.toolbox.cache import Cache, Refused

_PROGRAM = """
import os, sys, redis
client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
client.ping()
exec(sys.argv[1])
"""
_ASYNC = """
import asyncio, os
from redis.asyncio import Redis

async def main():
    async with Redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as client:
        await client.xgroup_create("jobs", "workers", mkstream=True)
        await client.xadd("jobs", {"id": "1"})
        ((_, ((number, job),)),) = await client.xreadgroup("workers", "one", {"jobs": ">"})
        print(job, await client.xack("jobs", "workers", number))
        async with client.pubsub() as channel:
            await channel.subscribe("news")
            await client.publish("news", "hello")
            while (message := await channel.get_message(timeout=5))["type"] != "message":
                pass
            print(message["data"])

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Redis]:
    with contextlib.closing(Redis.start()) as server:
        yield server


@pytest.fixture
def tenant(server: Redis) -> Iterator[Tenant]:
    with contextlib.closing(server.tenant()) as tenant:
        yield tenant


@pytest.fixture
def learner(tenant: Tenant) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(tenant.url, decode_responses=True) as client:
        yield client


@pytest.fixture
def cache(tenant: Tenant, subject_of) -> Cache:
    subject = subject_of(tenant, {"main.py": _PROGRAM, "waits.py": _ASYNC})
    return Cache(tenant, subject)


def test_it_tells_its_version(server: Redis) -> None:
    assert server.version().startswith(("valkey 9", "7", "8"))


def test_it_is_empty_after_each_check(tenant: Tenant, learner: redis.Redis) -> None:
    for _ in range(3):
        assert learner.set("name", "Amina", nx=True)
        learner.function_load("#!lua name=own\nredis.register_function('one', function() return 1 end)")
        tenant.touch()
        tenant.renew()
    assert (learner.keys(), learner.function_list()) == ([], [])


def test_streams_scripts_transactions_and_times_work(learner: redis.Redis) -> None:
    learner.xadd("jobs", {"id": 1})
    assert learner.xlen("jobs") == 1
    take = learner.register_script("if redis.call('decr', KEYS[1]) < 0 then return 'late' end return 'in time'")
    learner.set("seats", 1)
    assert [take(["seats"]), take(["seats"])] == ["in time", "late"]
    with learner.pipeline() as transaction:
        transaction.watch("seats")
        transaction.multi()
        transaction.incr("seats")
        learner.set("seats", 7)
        with pytest.raises(redis.WatchError):
            transaction.execute()
    learner.set("code", "123456", px=1)
    threading.Event().wait(0.02)
    assert learner.get("code") is None


@pytest.mark.parametrize(
    "command",
    [
        "CONFIG GET dir",
        "CONFIG SET dir /tmp",
        "DEBUG SLEEP 1",
        "MODULE LOAD /tmp/x.so",
        "SHUTDOWN NOSAVE",
        "REPLICAOF 127.0.0.1 1",
        "SLAVEOF NO ONE",
        "ACL LIST",
        "ACL SETUSER learner +@all",
        "SAVE",
        "BGSAVE",
        "BGREWRITEAOF",
        "MONITOR",
        "CLIENT LIST",
        "CLIENT KILL TYPE normal",
        "CLIENT PAUSE 1000",
        "MIGRATE 127.0.0.1 1 key 0 10",
        "SLOWLOG GET",
        "SWAPDB 0 1",
        "SYNC",
        "FAILOVER",
        "RESTORE key 0 x",
    ],
)
def test_a_learner_has_no_more_rights_than_needed(learner: redis.Redis, command: str) -> None:
    with pytest.raises(redis.ResponseError, match=r"permission|not allowed"):
        learner.execute_command(*command.split())


def test_a_script_has_no_more_rights_than_its_user(learner: redis.Redis) -> None:
    for body in ("redis.call('config', 'get', 'dir')", "redis.call('acl', 'list')", "os.execute('id')"):
        with pytest.raises(redis.ResponseError):
            learner.eval(f"return {body}", 0)


def test_nobody_enters_without_a_password(tenant: Tenant) -> None:
    for user, password in ((None, None), ("grader", ""), ("grader", "grader"), ("default", "")):
        client = redis.Redis(port=tenant.port, username=user, password=password, retry=None)
        with client, pytest.raises(redis.AuthenticationError):
            client.ping()


def test_two_learners_at_once_have_a_server_each(server: Redis, learner: redis.Redis) -> None:
    with contextlib.closing(server.tenant()) as other, redis.Redis.from_url(other.url) as client:
        learner.set("secret", 1)
        with learner.pubsub() as channel:
            channel.subscribe("news")
            assert (client.keys(), client.publish("news", "hello")) == ([], 0)


def test_connections_that_are_left_open_are_ended(tenant: Tenant) -> None:
    with redis.Redis.from_url(tenant.url, retry=None, single_connection_client=True) as client:
        client.blpop("nothing", 0.01)
        tenant.touch()
        tenant.renew()
        with pytest.raises(redis.ConnectionError):
            client.set("late", 1)


def test_a_script_that_never_ends_ends_with_its_check(tenant: Tenant) -> None:
    with redis.Redis.from_url(tenant.url, socket_timeout=0.7, retry=None) as client:
        with pytest.raises(redis.RedisError):
            client.eval("redis.call('set', 'key', 1) while true do end", 0)
        tenant.touch()
        tenant.renew()
        assert client.keys() == []


def test_memory_has_an_end(learner: redis.Redis) -> None:
    for number in range(24):
        learner.set(f"key {number}", b"x" * 10_000_000)
    with pytest.raises(redis.OutOfMemoryError):
        learner.mset({f"more {number}": b"x" * 10_000_000 for number in range(4)})


def test_a_server_leaves_nothing_behind() -> None:
    server = Server()
    server.enter().close()
    server.close()
    assert not server.kept.folder.exists()
    assert not somebody_listens(server.port)


def test_a_server_ends_with_whoever_started_it(killed) -> None:
    folder, port = killed("from grader.services.redis import Server\nserver = Server()\nserver.enter()")
    assert not folder.exists()
    assert not somebody_listens(port)


def test_a_server_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.services.redis._SETTINGS", "nonsense 1\n")
    server = Server()
    with pytest.raises(NoServer, match="nonsense"):
        server.enter()
    server.close()


def test_the_server_of_the_machine_is_taken_if_it_is_new_enough(tmp_path: Path, monkeypatch) -> None:
    own = tmp_path / "redis-server"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    for version, taken in (("7.2.4", True), ("6.2.5", False)):
        own.write_text(f"#!/bin/sh\necho 'Redis server v={version} sha=0'\n")
        own.chmod(0o755)
        assert (program() == own) is taken


def test_data_can_be_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        with contextlib.closing(Server(data=tmp_path)) as server, contextlib.closing(server.enter()) as connection:
            assert connection.run("INCR", "starts") == number


# -- by an address -----------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    """A server that somebody runs for other ends, too."""
    with contextlib.closing(Server(data=tmp_path)) as server:
        server.enter().close()
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{server.port}/0")
        with redis.Redis(port=server.port, decode_responses=True) as client:
            client.set("of somebody else", "kept")
            yield client


def test_a_server_by_its_address_keeps_what_others_have_there(elsewhere: redis.Redis) -> None:
    with contextlib.closing(Redis.start()) as server, contextlib.closing(server.tenant()) as tenant:
        assert isinstance(tenant, Guest)
        with redis.Redis.from_url(tenant.url) as client:
            for _ in range(2):
                assert client.set("name", 1, nx=True)
                tenant.touch()
                tenant.renew()
    assert elsewhere.keys() == ["of somebody else"]
    assert elsewhere.acl_users() == ["default"]


def test_two_guests_do_not_meet(elsewhere: redis.Redis) -> None:
    server = Redis.start()
    with contextlib.closing(server.tenant()) as one, contextlib.closing(server.tenant()) as other:
        assert one.database != other.database
        with redis.Redis.from_url(one.url) as client:
            client.set("secret", 1)
            for command in (f"SELECT {other.database}", "SELECT 0", "FLUSHALL", f"COPY secret s DB {other.database}"):
                with pytest.raises(redis.exceptions.NoPermissionError):
                    client.execute_command(*command.split())
        with redis.Redis.from_url(other.url) as client:
            assert client.keys() == []


def test_an_address_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    with pytest.raises(NoServer, match="REDIS_URL names cannot be reached"):
        Redis.start().tenant()


# -- Redis as a check sees it ------------------------------------------------------------------------


def test_the_learners_program_finds_it(cache: Cache) -> None:
    assert cache._subject.program("main.py", "print(client.incr('visits'))").stdout == "1\n"
    assert cache.value("visits") == "1"


def test_the_async_client_works_in_the_cage(cache: Cache) -> None:
    assert cache._subject.program("waits.py").stdout == "{'id': '1'} 1\nhello\n"


def test_every_kind_of_value_is_told(cache: Cache) -> None:
    cache.run("SET", "text", "é", "EX", 60)
    cache.run("RPUSH", "list", "a", "b")
    cache.run("HSET", "hash", "name", "Amina")
    cache.run("SADD", "set", "a")
    cache.run("ZADD", "scores", 2.5, "b", 1, "a")
    cache.run("XADD", "jobs", "1-1", "id", "7")
    assert cache.keys("s*") == ["scores", "set"]
    everything = cache.keys()
    assert {key: (cache.type(key), cache.value(key)) for key in everything} == {
        "list": ("list", ["a", "b"]),
        "set": ("set", {"a"}),
        "text": ("string", "é"),
        "scores": ("zset", [("a", 1.0), ("b", 2.5)]),
        "jobs": ("stream", [("1-1", {"id": "7"})]),
        "hash": ("hash", {"name": "Amina"}),
    }
    assert 59 < cache.ttl("text") <= 60
    assert cache.ttl("list") is None
    assert ("list" in cache, "nothing" in cache) == (True, False)


def test_a_missing_key_is_told(cache: Cache) -> None:
    cache.run("SET", "user:1", "Amina")
    with pytest.raises(SubjectFault, match="There is no key user:2") as told:
        cache.value("user:2")
    assert told.value.help == "The keys are: user:1."


def test_redis_refuses(cache: Cache) -> None:
    cache.run("SET", "name", "Amina")
    with pytest.raises(Refused, match="not an integer"):
        cache.run("INCR", "name")


def test_the_commands_of_a_program_are_known(cache: Cache) -> None:
    lines = "client.setex('user:1', 60, 'é \"x\"'); client.eval('return redis.call(\"GET\", KEYS[1])', 1, 'user:1')"
    with cache.commands() as sent:
        cache._subject.program("main.py", lines)
        cache.run("GET", "by the check")
    assert [(one.name, one.in_script) for one in sent] == [("SETEX", False), ("EVAL", False), ("GET", True)]
    assert sent.named("setex")[0].arguments == ("user:1", "60", 'é "x"')
    assert len(sent.about("user:1")) == 3


def test_what_was_asked_is_shown_as_redis_cli_shows_it(cache: Cache) -> None:
    cache.run("RPUSH", "names", "Amina", "Boris B.")
    cache.value("names")
    assert [line.text for line in cache._subject.transcript.lines()] == [
        "$ redis-cli RPUSH names Amina 'Boris B.'",
        "(integer) 2",
        "$ redis-cli LRANGE names 0 -1",
        '1) "Amina"',
        '2) "Boris B."',
    ]


def test_answers_inside_answers_are_indented() -> None:
    assert shown([b"a", [1, None, []], "OK"]) == '1) "a"\n2) 1) (integer) 1\n   2) (nil)\n   3) (empty array)\n3) OK'


def test_no_process_of_it_is_left() -> None:
    server = Server()
    server.enter().close()
    server.close()
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(server.kept.folder) not in running
