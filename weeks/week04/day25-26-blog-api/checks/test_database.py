"""Checks of what the database itself knows, and of how it is asked."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

KEYS = [("posts", "user_id"), ("comments", "post_id"), ("comments", "user_id")]
ROUTES = [
    f"{method} {path}"
    for kind in ("users", "posts", "comments")
    for method, path in [("POST", f"/{kind}"), ("GET", f"/{kind}")]
    + [(method, f"/{kind}/1") for method in ("GET", "PUT", "DELETE")]
] + ["GET /users/1/posts", "GET /posts/1/comments"]


@pytest.mark.criterion("foreign-keys")
def test_the_database_refuses_rows_without_an_owner(blog, database):
    owner = blog.user()
    blog.comment(blog.post(owner), owner)
    for table, column in KEYS:
        for value in (4711, None):
            try:
                database.execute(f"UPDATE {table} SET {column} = %s", value)
            except Refused:
                continue
            raise Mismatch(
                f"The table {table} takes a {column} that belongs to nobody.",
                expected="a foreign key that is never NULL",
                actual=f"{column} = {'NULL' if value is None else value} is in the table",
            )


@pytest.mark.criterion("cascade")
def test_what_belongs_to_a_user_goes_too(blog, api, get):
    leaving, staying = blog.user(), blog.user()
    theirs, mine = blog.post(leaving), blog.post(staying)
    for post in (theirs, mine):
        comments = [blog.comment(post, owner) for owner in (leaving, staying)]
    assert api.delete(f"/users/{leaving['id']}").status_code == 204
    assert get("/posts") == [mine]
    assert get("/comments") == comments[1:]
    assert api.delete(f"/posts/{mine['id']}").status_code == 204
    assert get("/comments") == []


@pytest.mark.criterion("cascade")
def test_the_database_does_it_alone(blog, database, stored):
    owner, other = blog.user(), blog.user()
    post, elsewhere = blog.post(owner), blog.post(other)
    blog.comment(post, other)
    guest = blog.comment(elsewhere, owner)
    for table, one, left in (("posts", post, [guest["id"]]), ("users", owner, [])):
        try:
            database.execute(f"DELETE FROM {table} WHERE id = %s", one["id"])
        except Refused:
            raise Mismatch(
                f"Rows that point to a row of {table} keep it from being removed.",
                expected="ON DELETE CASCADE in the foreign keys",
                actual="a refusal",
            ) from None
        assert [row["id"] for row in stored("comments")] == left
        blog.post(owner) if table == "posts" else None
    assert [row["id"] for row in stored("posts")] == [elsewhere["id"]]


@pytest.mark.criterion("session-by-dependency")
def test_a_session_is_closed_in_the_end(subject):
    subject.module("app.main")
    get_db = subject.module("app.dependencies").get_db
    use = subject.define("""
        import inspect
        from sqlalchemy import text

        async def use_asynchronously(get_db):
            generator = get_db()
            session = await anext(generator)
            await session.execute(text("SELECT 1"))
            await generator.aclose()
            return session.in_transaction()

        def use(get_db):
            if inspect.isasyncgenfunction(get_db):
                return use_asynchronously(get_db)
            if not inspect.isgeneratorfunction(get_db):
                return "no generator"
            generator = get_db()
            session = next(generator)
            session.execute(text("SELECT 1"))
            generator.close()
            return session.in_transaction()
    """)[1]
    left = use(get_db)
    if left:
        raise Mismatch(
            "get_db() does not use yield." if left == "no generator" else "get_db() leaves its session open.",
            expected="a generator that closes its session in the end",
            actual="a plain function" if left == "no generator" else "a session whose transaction goes on",
        )


@pytest.mark.criterion("session-by-dependency")
def test_all_routes_use_it(subject):
    main = subject.module("app.main")
    asked_without = subject.define("""
        from fastapi import HTTPException
        from fastapi.testclient import TestClient

        BODY = {"email": "amina@example.com", "name": "Amina", "title": "T", "content": "C", "user_id": 1, "post_id": 1}

        def refuse():
            raise HTTPException(418)

        def asked_without(app, get_db, routes):
            app.dependency_overrides[get_db] = refuse
            client = TestClient(app, raise_server_exceptions=False)
            return [route for route in routes if client.request(*route.split(), json=BODY).status_code != 418]
    """)[-1]
    without = asked_without(main.app, subject.module("app.dependencies").get_db, ROUTES)
    if without:
        raise Mismatch(
            "A get_db() that refuses everybody was put in the place of yours, and some requests did not notice.",
            expected="the refusal, 418, from all routes",
            actual=f"another answer to {', '.join(without)}",
            help="In each route: `db: Annotated[Session, Depends(get_db)]`.",
        )


@pytest.mark.criterion("connections-returned")
def test_no_connection_stays_in_use(blog, api, get, database):
    user = blog.user()
    post = blog.post(user)
    good = ["/users", "/posts?q=a", "/comments", f"/users/{user['id']}/posts", f"/posts/{post['id']}/comments"]
    for _ in range(6):
        for path in (*good, "/posts?limit=0", "/users/4711"):
            api.get(path)
        api.post("/users", json={"email": user["email"], "name": "Twin"})
        api.post("/posts", json={"title": "T", "content": "C", "user_id": 4711})
    assert get("/posts") == [post]
    database.expect_nobody_at_work()


@pytest.mark.criterion("asked-once")
def test_a_long_list_takes_no_more_questions(blog, api, database):
    first = blog.user()
    posts = [blog.post(first)]
    blog.comment(posts[0], first)
    paths = ["/posts", "/comments", f"/posts/{posts[0]['id']}/comments", f"/users/{first['id']}/posts"]
    before = [questions(api, database, path) for path in paths]
    for _ in range(4):
        blog.comment(posts[0], blog.user())
        blog.post(blog.user())
    for path, few in zip(paths, before, strict=True):
        many = questions(api, database, path)
        if len(many) > len(few):
            raise Mismatch(
                f"The longer the list, the more questions GET {path} asks.",
                expected=f"{len(few)} SELECTs, as for a list of one",
                actual="\n".join(map(str, many)),
            )


def questions(api, database, path):
    with database.queries() as asked:
        assert api.get(path).status_code == 200
    return asked.selects


@pytest.mark.criterion("others-answered")
def test_who_waits_for_the_database_holds_up_nobody(blog, api, subject):
    blog.user()
    lock, wait_for_a_request = subject.define("""
        import os
        import time
        import psycopg

        def lock(table):
            global connection
            connection = psycopg.connect(os.environ["DATABASE_URL"])
            connection.execute(f"LOCK TABLE {table}")

        def wait_for_a_request():
            asked = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            for _ in range(400):
                connection.execute("SELECT pg_stat_clear_snapshot()")
                if connection.execute(asked).fetchone():
                    break
                time.sleep(0.01)
    """)[-2:]
    lock("posts")
    waiting = api.start("GET", "/posts")
    wait_for_a_request()
    if not api.start("GET", "/users").came(4):
        raise Mismatch(
            "While GET /posts waits for the database, nobody else is answered.",
            expected="an answer to GET /users",
            actual="no answer",
        )
    assert not waiting.came(0)


@pytest.mark.criterion("keys-indexed")
def test_foreign_keys_have_an_index(blog, database):
    blog.user()
    without = [f"{table}.{column}" for table, column in KEYS if not database.table(table).indexed(column)]
    if without:
        raise Mismatch(
            "Foreign keys have no index.",
            expected="an index that begins with each of them",
            actual=f"none for {', '.join(without)}",
        )
