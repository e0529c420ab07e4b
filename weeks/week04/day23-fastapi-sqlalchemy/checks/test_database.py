"""Checks of what lies between the routes and the database: addresses, sessions, statements."""

import pytest

from grader.toolbox import Mismatch, postman
from grader.toolbox.database import Refused

FIVE = ["POST /users", "GET /users", "GET /users/{id}", "PUT /users/{id}", "DELETE /users/{id}"]


@pytest.fixture
def api(subject):
    return subject.app("main:app")


def create(api, number):
    return api.post("/users", json={"email": f"user{number}@example.com", "name": f"User {number}"})


@pytest.mark.criterion("email-unique")
def test_the_database_refuses_a_second_address(api, database):
    create(api, 1)
    create(api, 2)
    try:
        database.execute("UPDATE users SET email = 'user1@example.com'")
    except Refused:
        return
    raise Mismatch("The table takes the same e-mail twice.", expected="a unique column email", actual="no such rule")


@pytest.mark.criterion("taken-email-409")
def test_a_taken_address_is_refused(api, database):
    first, second = create(api, 1).json(), create(api, 2).json()
    assert create(api, 1).status_code == 409
    assert api.put(f"/users/{second['id']}", json={"email": first["email"], "name": "Thief"}).status_code == 409
    assert [row["email"] for row in database.rows("users", "id")] == [first["email"], second["email"]]
    assert create(api, 3).status_code == 201


@pytest.mark.criterion("taken-email-409")
def test_of_four_at_once_three_are_refused(api, database):
    asked = ("POST", "/users", {"json": {"email": "amina@example.com", "name": "Amina"}})
    assert create(api, 1).status_code == 201  # the table is there now
    answers = api.concurrently(*[asked] * 4, held=database.held("LOCK TABLE users IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@pytest.mark.criterion("session-by-dependency")
def test_a_session_is_closed_in_the_end(subject):
    subject.module("main")
    get_db = subject.module("dependencies").get_db
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
    if left == "no generator":
        raise Mismatch("get_db() does not use yield.", expected="yield session", actual="a plain function")
    if left:
        raise Mismatch(
            "get_db() leaves its session open.",
            expected="a session that is closed when the request has its answer",
            actual="a session whose transaction goes on",
        )


@pytest.mark.criterion("session-by-dependency")
def test_the_routes_use_it(subject):
    main = subject.module("main")
    asked_without = subject.define("""
        from fastapi import HTTPException
        from fastapi.testclient import TestClient

        BODY = {"email": "amina@example.com", "name": "Amina"}
        ALL, ONE = "/users", "/users/1"
        ASKED = [("POST", ALL), ("GET", ALL), ("GET", ONE), ("PUT", ONE), ("DELETE", ONE)]

        def refuse():
            raise HTTPException(418)

        def asked_without(app, get_db):
            app.dependency_overrides[get_db] = refuse
            client = TestClient(app, raise_server_exceptions=False)
            answers = [client.request(method, path, json=BODY) for method, path in ASKED]
            return [" ".join(asked) for asked, answer in zip(ASKED, answers) if answer.status_code != 418]
    """)[-1]
    without = asked_without(main.app, subject.module("dependencies").get_db)
    if without:
        raise Mismatch(
            "A get_db() that refuses everybody was put in the place of yours, and some requests did not notice.",
            expected="the refusal, 418, from all five routes",
            actual=f"another answer to {', '.join(without)}",
            help="In each route: `db: Annotated[Session, Depends(get_db)]`.",
        )


@pytest.mark.criterion("connections-returned")
def test_no_connection_stays_in_use(api, database):
    ids = [create(api, number).json()["id"] for number in range(5)]
    for number in range(45):
        create(api, number % 5) if number % 3 == 0 else api.get(f"/users/{ids[-1] + number}")
    assert len(api.get("/users").json()) == 5
    database.expect_nobody_at_work()


@pytest.mark.criterion("collection-updated")
def test_the_collection_has_all_requests(subject):
    postman.has_all(postman.planned(subject), FIVE)


@pytest.mark.criterion("collection-updated")
def test_the_server_answers_the_collection(subject, api):
    user_id = str(create(api, 1).json()["id"])
    planned = postman.planned(subject)
    for asked in sorted(planned, key=lambda one: one.method == "DELETE"):
        answer = asked.send(api, user_id)
        if answer.status_code not in (200, 201, 204, 409):
            raise Mismatch(
                f"Your server cannot answer {asked.method} {asked.path} of {postman.NAME}.",
                expected="the answer of the brief",
                actual=answer.status_code,
            )


@pytest.mark.criterion("one-question-each")
def test_one_question_is_enough(api, database):
    ids = [create(api, number).json()["id"] for number in range(4)]
    for path in (f"/users/{ids[1]}", "/users"):
        with database.queries() as asked:
            api.get(path)
        if len(asked.selects) != 1:
            raise Mismatch(
                f"GET {path.replace(str(ids[1]), '{id}')} asks the database more than once.",
                expected="one SELECT",
                actual="\n".join(map(str, asked.selects)) or "none",
            )
