"""Checks of day 22: what the functions leave in the database, and how they ask it."""

import contextlib
import re

import pytest

from grader.toolbox import Mismatch, RemoteError, raising

# Another program takes an address after all questions of the learner's, and before their INSERT.
FASTER = """
from sqlalchemy import event

def let_another_program_be_faster(person):
    def insert_before(connection, cursor, statement, *_):
        if statement.lstrip().upper().startswith("INSERT") and not done:
            done.append(True)
            save([person])

    done = []
    event.listen(engine, "before_cursor_execute", insert_before)
"""


@pytest.fixture
def others(save, people):
    """Four users whom another program has saved: address, name and id of each."""
    return [(*person, user_id) for person, user_id in zip(people, save(people), strict=True)]


def holds(database, users):
    """The table has these users and no others: `{id: (email, name)}`."""
    found = {row["id"]: (row["email"], row["name"]) for row in database.rows("users")}
    if found != users:
        raise Mismatch(
            "The table users does not hold what it should.",
            expected=users,
            actual=found,
            help="What is not committed, nobody else can see. session.commit() does it.",
        )


@contextlib.contextmanager
def going_on():
    """The session works after a refusal."""
    try:
        yield
    except RemoteError as error:
        if not (error.is_a("PendingRollbackError") or error.is_a("InternalError")):
            raise
        raise Mismatch(
            "After the refusal the session cannot be used.",
            expected="a session that works as before",
            actual=f"{error.type_name}: the failed transaction has not been ended",
            help="Call session.rollback() in the `except`, before the exception goes on to the caller.",
        ) from None


def belongs(function, user, session):
    if user not in session:
        raise Mismatch(
            f"The user from {function}() does not belong to the session that was given.",
            expected="a user of this session, which is still open",
            actual="a user of another session, or of none",
            help="crud.py makes no session and closes none: the caller does both.",
        )


def told(asked):
    return "; ".join(map(str, asked.selects)) or "no SELECT"


def as_saved(others):
    return {user_id: (email, name) for email, name, user_id in others}


@pytest.mark.criterion("user-created")
def test_a_user_is_saved(session, crud, database, people):
    email, name = people[0]
    user = crud.create_user(session, email, name)
    assert user.email == email
    assert user.name == name
    holds(database, {user.id: (email, name)})


@pytest.mark.criterion("user-read")
def test_a_user_is_found_by_the_id(session, crud, others, rng):
    for email, name, user_id in rng.sample(others, 2):
        user = crud.get_user(session, user_id)
        assert (user.id, user.email, user.name) == (user_id, email, name)
    assert crud.get_user(session, others[-1][2] + rng.randint(1, 99)) is None


@pytest.mark.criterion("user-by-email")
def test_a_user_is_found_by_the_address(session, crud, others, rng):
    for email, name, user_id in rng.sample(others, 2):
        user = crud.get_user_by_email(session, email)
        assert (user.id, user.email, user.name) == (user_id, email, name)


@pytest.mark.criterion("user-by-email")
def test_an_address_is_a_text_and_no_pattern(session, crud, save):
    similar = ["aminaxb@example.com", "amina_b@example.com", "amina_b@example.com.example.org"]
    save([(email, "Amina") for email in similar])
    assert crud.get_user_by_email(session, "amina_b@example.com").email == "amina_b@example.com"
    for unknown in ("a_inaxb@example.com", "amina%", "amina_b@example", "nobody@example.com"):
        assert crud.get_user_by_email(session, unknown) is None


@pytest.mark.criterion("users-listed")
def test_users_come_in_the_order_of_their_ids(session, crud, database, others):
    emails = [email for email, _, _ in others]
    database.execute("UPDATE users SET name = name WHERE id = %s", others[0][2])  # the row moves to the end
    assert len(crud.list_users(session)) == 4
    assert [user.email for user in crud.list_users(session)] == emails
    assert [user.email for user in crud.list_users(session, skip=1, limit=2)] == emails[1:3]
    assert [user.email for user in crud.list_users(session, limit=1)] == emails[:1]
    assert [user.email for user in crud.list_users(session, skip=3)] == emails[3:]
    assert len(crud.list_users(session, skip=4)) == 0


@pytest.mark.criterion("users-listed")
def test_a_hundred_are_enough_unless_said_otherwise(session, crud, save):
    save([(f"user{number}@example.com", "Amina") for number in range(105)])
    assert len(crud.list_users(session)) == 100
    assert len(crud.list_users(session, limit=103)) == 103


@pytest.mark.criterion("list-limited-in-sql")
def test_the_database_leaves_out_the_others(session, crud, database, others):
    with database.queries() as asked:
        crud.list_users(session, skip=1, limit=2)
    sql = asked.selects[0].sql.upper() if asked.selects else ""
    if len(asked.selects) != 1 or not re.search(r"\b(LIMIT|FETCH)\b", sql) or "OFFSET" not in sql:
        raise Mismatch(
            "The rows are not left out by the database.",
            expected="one SELECT with LIMIT and OFFSET",
            actual=told(asked),
            help="`.limit()` and `.offset()` belong to the question. A slice in Python comes too late: "
            "by then all rows have been loaded.",
        )


@pytest.mark.criterion("one-row-asked")
def test_one_row_is_asked_for(new_session, crud, database, others):
    email, _, user_id = others[2]
    for function, value in {"get_user": user_id, "get_user_by_email": email}.items():
        session = new_session()
        with database.queries() as asked:
            getattr(crud, function)(session, value)
        session.close()
        if len(asked.selects) != 1 or "WHERE" not in asked.selects[0].sql.upper():
            raise Mismatch(
                f"{function}() does not ask for one row.",
                expected="one SELECT with WHERE",
                actual=told(asked),
                help="Let the database search. It has an index; a loop in Python needs all rows first.",
            )


@pytest.mark.criterion("user-updated")
def test_what_is_given_is_changed(session, crud, database, others):
    wanted = as_saved(others)
    changes = [{"name": "Zoë"}, {"email": "zora@example.com"}, {"name": "Zoë", "email": "zoe@example.com"}]
    for (email, name, user_id), new in zip(others, changes, strict=False):
        user = crud.update_user(session, user_id, **new)
        wanted[user_id] = (new.get("email", email), new.get("name", name))
        assert (user.id, user.email, user.name) == (user_id, *wanted[user_id])
        holds(database, wanted)
    crud.update_user(session, user.id, email="zoe@example.com")  # the user's own already
    holds(database, wanted)


@pytest.mark.criterion("user-deleted")
def test_a_user_is_deleted(session, crud, database, others):
    user_id = others[1][2]
    assert crud.delete_user(session, user_id) is True
    left = as_saved(others)
    del left[user_id]
    holds(database, left)


@pytest.mark.criterion("unknown-id")
def test_an_unknown_id_is_not_updated(session, crud, database, others, rng):
    unknown = others[-1][2] + rng.randint(1, 99)
    assert crud.update_user(session, unknown, name="Zoë", email="zoe@example.com") is None
    holds(database, as_saved(others))


@pytest.mark.criterion("unknown-id")
def test_an_unknown_id_is_not_deleted(session, crud, database, others, rng):
    assert crud.delete_user(session, others[-1][2] + rng.randint(1, 99)) is False
    crud.delete_user(session, others[0][2])
    assert crud.delete_user(session, others[0][2]) is False
    holds(database, as_saved(others[1:]))


@pytest.mark.criterion("taken-email-refused")
def test_an_address_is_not_created_twice(session, crud, database, others):
    with raising(Exception):
        crud.create_user(session, others[0][0], "Zoë")
    holds(database, as_saved(others))


@pytest.mark.criterion("taken-email-refused")
def test_an_address_is_not_taken_from_another(session, crud, database, others):
    with raising(Exception):
        crud.update_user(session, others[0][2], email=others[1][0])
    holds(database, as_saved(others))


@pytest.mark.criterion("session-usable")
def test_the_session_goes_on_after_a_refusal(session, crud, database, others):
    with raising(Exception):
        crud.create_user(session, others[0][0], "Zoë")
    with going_on():
        user = crud.create_user(session, "zoe@example.com", "Zoë")
    holds(database, as_saved(others) | {user.id: ("zoe@example.com", "Zoë")})


@pytest.mark.criterion("session-usable")
def test_the_session_goes_on_after_a_refused_update(session, crud, others):
    with raising(Exception):
        crud.update_user(session, others[0][2], name="Zoë", email=others[1][0])
    with going_on():
        user = crud.get_user(session, others[0][2])
    assert (user.email, user.name) == others[0][:2]


@pytest.mark.criterion("session-kept")
def test_the_session_that_is_given_is_used(session, crud, others):
    user = crud.create_user(session, "zoe@example.com", "Zoë")
    belongs("create_user", user, session)
    belongs("update_user", crud.update_user(session, user.id, name="Zora"), session)
    belongs("get_user", crud.get_user(session, others[0][2]), session)
    belongs("get_user_by_email", crud.get_user_by_email(session, others[1][0]), session)
    belongs("list_users", crud.list_users(session, limit=1)[0], session)


@pytest.mark.criterion("session-kept")
def test_one_function_after_the_other(session, crud, database, others):
    crud.list_users(session)
    user = crud.create_user(session, "zoe@example.com", "Zoë")
    crud.get_user(session, others[0][2])
    crud.update_user(session, user.id, name="Zora")
    crud.get_user_by_email(session, others[1][0])
    crud.delete_user(session, others[2][2])
    left = as_saved([*others[:2], others[3], ("zoe@example.com", "Zora", user.id)])
    holds(database, left)


@pytest.mark.criterion("values-as-parameters")
def test_sql_in_a_name_is_a_name(session, crud, database):
    names = ["Robert'); DROP TABLE users; --", "Zoë O'Neil", "100 % :name"]
    for number, name in enumerate(names):
        crud.create_user(session, f"zoe{number}@example.com", name)
    assert [row["name"] for row in database.rows("users")] == names
    for row, name in zip(database.rows("users"), names[::-1], strict=True):
        crud.update_user(session, row["id"], name=name)
    assert [row["name"] for row in database.rows("users")] == names[::-1]


@pytest.mark.criterion("values-as-parameters")
def test_no_value_stands_in_the_sql(session, crud, database, others):
    email, _, user_id = others[0]
    with database.queries() as asked:
        crud.create_user(session, "zoe@example.com", "Zoë")
        crud.get_user_by_email(session, email)
        crud.update_user(session, user_id, name="Zora")
    found = [one for one in asked if any(value in one.sql for value in (email, "zoe@", "Zoë", "Zora"))]
    if found:
        raise Mismatch(
            "A value was written into the SQL.",
            expected="SQL with places for the values, such as $1, and the values beside it",
            actual="; ".join(map(str, found)),
            help="A text from outside may itself be SQL. `User.email == email` sends it as a value.",
        )


@pytest.mark.criterion("race-survived")
def test_another_program_may_be_faster(subject, session, crud, database, others):
    subject.define(FASTER)(("zoe@example.com", "Somebody else"))
    with raising(Exception):
        crud.create_user(session, "zoe@example.com", "Zoë")
    with going_on():
        user = crud.create_user(session, "yara@example.com", "Yara")
    found = {row["email"]: row["name"] for row in database.rows("users")}
    expected = {email: name for email, name, _ in others}
    assert found == expected | {"zoe@example.com": "Somebody else", "yara@example.com": "Yara"}
    assert user.email == "yara@example.com"
