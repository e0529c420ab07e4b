"""Checks of day 16: what goes in, what comes out, and what is refused."""

import json
import string

import pytest

from grader.toolbox import Mismatch, raising

INPUT = ["age", "email", "password"]
OUTPUT = ["age", "email", "id"]


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def models(subject):
    return subject.module("models")


@pytest.fixture
def validation_error(subject):
    return subject.define("import pydantic\nValidationError = pydantic.ValidationError")


@pytest.fixture
def word(rng):
    return "".join(rng.choices(string.ascii_lowercase, k=6))


@pytest.fixture
def person(rng, word):
    return {"name": word.title(), "age": rng.randint(2, 90)}


@pytest.fixture
def user(rng, word):
    """A user who keeps every rule."""
    return {"email": f"{word}@example.com", "password": f"{word}-{rng.randint(10, 99)}", "age": rng.randint(2, 90)}


def created(answer):
    """The user in an answer of 201."""
    assert answer.status_code == 201
    body = answer.json()
    if not isinstance(body, dict):
        raise Mismatch("The answer is no object with fields.", expected='{"id": ..., ...}', actual=answer.text)
    return body


def entries(body):
    """What stands under detail, if it is a list of things that are wrong."""
    detail = body.get("detail") if isinstance(body, dict) else None
    return [one for one in detail if isinstance(one, dict)] if isinstance(detail, list) else []


def refuses(answer, field):
    """The answer is 422 and names this field in loc, and no other."""
    assert answer.status_code == 422
    places = [one["loc"] for one in entries(answer.json()) if isinstance(one.get("loc"), list)]
    if {name for name in ("name", *INPUT) if any(name in place for place in places)} != {field}:
        raise Mismatch(
            "The answer should name the field that is wrong, and no other.",
            expected=f'{{"detail": [{{"loc": ["body", "{field}"], ...}}]}}',
            actual=answer.text,
            help="Leave the answer to FastAPI: put the rule at the field of the model.",
        )


# -- the first step: a person ---------------------------------------------------------------------


@pytest.mark.criterion("person-model")
def test_a_person_has_a_name_and_an_age(models, person):
    made = models.Person(name=person["name"], age=person["age"])
    assert made.name == person["name"]
    assert made.age == person["age"]


@pytest.mark.criterion("person-model")
def test_the_age_of_a_person_is_a_number(models, validation_error):
    with raising(validation_error):
        models.Person(name="Amina", age="old")


@pytest.mark.criterion("person-answered")
def test_a_person_comes_back(api, person):
    answer = api.post("/people", json=person)
    assert answer.status_code == 201
    assert answer.json() == person


@pytest.mark.criterion("person-checked")
def test_the_age_sent_is_a_number(api, person):
    refuses(api.post("/people", json=person | {"age": "old"}), "age")


@pytest.mark.criterion("person-checked")
@pytest.mark.parametrize("field", ["name", "age"])
def test_a_person_is_complete(api, person, field):
    del person[field]
    refuses(api.post("/people", json=person), field)


# -- users: what comes out ------------------------------------------------------------------------


@pytest.mark.criterion("user-created")
def test_a_user_is_created(api, user):
    body = created(api.post("/users", json=user))
    assert {name: body.get(name) for name in ("email", "age")} == {"email": user["email"], "age": user["age"]}
    if body.get("id") is None:
        raise Mismatch("The user has no id.", expected='{"id": ..., "email": ..., "age": ...}', actual=json.dumps(body))


@pytest.mark.criterion("id-own")
def test_ids_differ(api, user):
    first = created(api.post("/users", json=user))["id"]
    second = created(api.post("/users", json=user | {"email": "boris@example.org"}))["id"]
    again = api.post("/users", json=user)  # whether the address may come twice is up to the learner
    if first == second or (again.status_code == 201 and created(again)["id"] in (first, second)):
        raise Mismatch(
            "Two users have the same id.", expected="a new id for each 201", actual=f"{first}, {second}, {again.text}"
        )


@pytest.mark.criterion("password-hidden")
def test_the_password_does_not_come_back(api, user):
    answer = api.post("/users", json=user)
    assert sorted(created(answer)) == OUTPUT
    assert user["password"] not in answer.text


@pytest.mark.criterion("models-apart")
@pytest.mark.parametrize("name, fields", [("UserCreate", INPUT), ("UserResponse", OUTPUT)])
def test_each_model_has_its_own_fields(subject, models, name, fields):
    model = getattr(models, name)
    assert subject.evaluate("sorted(model.model_fields)", model=model) == fields


def described_fields(description, part):
    """The names of the fields in a part of openapi.json that has a body."""
    schema = part.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = description.get("components", {}).get("schemas", {}).get(name, schema)
    return sorted(schema.get("properties", {}))


@pytest.mark.criterion("docs-apart")
def test_the_documentation_shows_what_goes_in_and_what_comes_out(api):
    answer = api.get("/openapi.json")
    assert answer.status_code == 200
    description = answer.json()
    route = description["paths"].get("/users", {}).get("post", {})
    shown = {
        "in": described_fields(description, route.get("requestBody", {})),
        "out": described_fields(description, route.get("responses", {}).get("201", {})),
    }
    assert shown == {"in": INPUT, "out": OUTPUT}


# -- users: what is refused -----------------------------------------------------------------------


@pytest.mark.criterion("email-checked")
@pytest.mark.parametrize(
    "email", ["b@example.org", "boris.k@mail.example.com", "chen+news@example.com", "d_2-e@example.org"]
)
def test_an_address_is_taken(api, user, email):
    assert created(api.post("/users", json=user | {"email": email}))["email"] == email


@pytest.mark.criterion("email-checked")
@pytest.mark.parametrize(
    "email",
    [
        "amina",
        "amina.example.com",
        "@example.com",
        "amina@",
        "amina@example",
        "ami na@example.com",
        "amina@exam ple.com",
        "amina@boris@example.com",
        "amina@example.org@example.com",
    ],
)
def test_what_is_no_address_is_refused(api, user, email):
    refuses(api.post("/users", json=user | {"email": email}), "email")


@pytest.mark.criterion("password-checked")
def test_eight_characters_are_enough(api, user):
    created(api.post("/users", json=user | {"password": "tea4many"}))
    created(api.post("/users", json=user | {"email": "boris@example.org", "password": "tea4many" * 2}))


@pytest.mark.criterion("password-checked")
@pytest.mark.parametrize("password", ["tea4two", "t4", ""])
def test_a_short_password_is_refused(api, user, password):
    refuses(api.post("/users", json=user | {"password": password}), "password")


@pytest.mark.criterion("age-checked")
def test_one_year_is_enough(api, user):
    assert created(api.post("/users", json=user | {"age": 1}))["age"] == 1


@pytest.mark.criterion("age-checked")
@pytest.mark.parametrize("age", [0, -1, 30.5, "old"])
def test_what_is_no_age_is_refused(api, user, age):
    refuses(api.post("/users", json=user | {"age": age}), "age")


@pytest.mark.criterion("fields-required")
@pytest.mark.parametrize("field", INPUT)
def test_a_user_is_complete(api, user, field):
    del user[field]
    refuses(api.post("/users", json=user), field)


@pytest.mark.criterion("rules-in-models")
@pytest.mark.parametrize("field, value", [("email", "amina"), ("password", "tea4two"), ("age", 0)])
def test_the_model_refuses_by_itself(models, validation_error, user, field, value):
    assert models.UserCreate(**user).email == user["email"]
    with raising(validation_error):
        models.UserCreate(**user | {field: value})


@pytest.mark.criterion("rules-in-models")
def test_the_model_keeps_what_was_sent(models, user):
    made = models.UserCreate(**user)
    assert made.age == user["age"]
    if made.password is None:
        raise Mismatch(
            "The model has lost the password.",
            expected="the password that was sent",
            actual="None",
            help="The function of a rule returns the value that the model keeps.",
        )


@pytest.mark.criterion("digit-required")
@pytest.mark.parametrize("password", ["tea4many", "4teaspoons", "teaspoons4"])
def test_a_digit_anywhere_is_enough(api, user, password):
    created(api.post("/users", json=user | {"password": password}))


@pytest.mark.criterion("digit-required")
def test_a_password_without_a_digit_is_refused(api, user, word):
    refuses(api.post("/users", json=user | {"password": f"{word}-tea"}), "password")


# -- errors.md ------------------------------------------------------------------------------------


def documented(text):
    """Each wrong request in a page, as it is written there, with the answer that stands below it."""
    found, request, start = [], None, text.find("{")
    while start >= 0:
        try:
            value, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            if "detail" not in value:
                request = text[start:end]
            elif request and problems(value):
                found.append((request, problems(value)))
        start = text.find("{", end)
    return found


def problems(body):
    """Where something is wrong, and what, in an answer of 422."""
    return sorted(json.dumps([one.get("loc"), one.get("msg")]) for one in entries(body))


@pytest.mark.criterion("errors-written")
def test_the_errors_are_written_down_as_they_come(subject, api):
    pairs = documented(subject.submitted_text("errors.md"))
    if not pairs:
        raise Mismatch(
            "errors.md has no wrong request with its answer below it.",
            expected='{"email": ..., "password": ..., "age": ...} and below it {"detail": [{"loc": ..., "msg": ...}]}',
            actual="no two pieces of JSON like these, one below the other",
            help="JSON has double quotes. Copy it from curl or from /docs; what Python prints has other quotes.",
        )
    for request, answer in pairs[:10]:
        came = api.post("/users", content=request, headers={"Content-Type": "application/json"})
        found = problems(came.json()) if came.status_code == 422 else []
        if found == answer:
            return
    raise Mismatch(
        "The answer in errors.md is not the one that your server gives.",
        expected=f"the answer in errors.md: {', '.join(answer)}",
        actual=f"{came.status_code} and {', '.join(found) or came.text}",
        help="Send the request once more, and copy the whole answer.",
    )
