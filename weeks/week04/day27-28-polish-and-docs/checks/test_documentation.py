"""Checks of /openapi.json: what a client reads before the first request."""

import pytest

from grader.toolbox import Mismatch

REFUSED_BY_RULES = ["POST /users", "PUT /users/{id}", "POST /posts", "POST /comments"]


def all_of(problems, what, expected, **more):
    """The first few routes of which something is not said."""
    if problems:
        actual = "; ".join(problems[:4]) + (f"; and {len(problems) - 4} more" if len(problems) > 4 else "")
        raise Mismatch(what, expected=expected, actual=actual, **more)


def said(text):
    return isinstance(text, str) and bool(text.strip())


@pytest.mark.criterion("app-described")
def test_the_front_page_says_what_this_is(subject, rng):
    title = f"Blog number {rng.randint(100, 999)}"
    api = subject.app("app.main:app", env={"APP_TITLE": title})
    with api.in_passing():
        info = api.get("/openapi.json").json()["info"]
    if (info["title"], info["version"], said(info.get("description"))) != (title, "1.0.0", True):
        raise Mismatch(
            "The front page of the documentation does not say what it should.",
            expected=f"the title {title!r}, the version '1.0.0', and a description",
            actual=f"the title {info['title']!r}, the version {info['version']!r}, "
            f"{'and a' if said(info.get('description')) else 'and no'} description",
        )


@pytest.mark.criterion("tags-described")
def test_every_tag_is_described(described):
    tags = {tag.get("name"): tag.get("description") for tag in described.whole.get("tags", [])}
    bare = [f"{route} has no tag" for route, one in described.routes.items() if not one.get("tags")]
    used = {tag for one in described.routes.values() for tag in one.get("tags", [])}
    bare += [f"the tag {tag} has no description" for tag in sorted(used) if not said(tags.get(tag))]
    all_of(bare, "Routes have no tag, or tags have no description.", "a tag for each route, each with a description")


@pytest.mark.criterion("routes-described")
def test_every_route_is_described(described):
    bare = [route for route, one in described.routes.items() if not said(one.get("description"))]
    all_of(bare, "Routes have no description.", "a docstring in the function of each route, or description=...")


@pytest.mark.criterion("routes-described")
def test_every_summary_is_there_once(described):
    summaries = [one.get("summary") for one in described.routes.values()]
    twice = [
        f"{route}: {one.get('summary')}"
        for route, one in described.routes.items()
        if summaries.count(one.get("summary")) > 1
    ]
    all_of(twice, "Several routes have the same summary.", "17 summaries, each of its own")


@pytest.mark.criterion("routes-described")
def test_every_good_answer_is_described(described):
    texts = {
        f"{route} {code}": answer.get("description")
        for route in described.routes
        for code, answer in described.answers(route).items()
    }
    bare = [name for name, text in texts.items() if not said(text) or text == "Successful Response"]
    all_of(bare, "Answers are not described.", "a response_description of your own", help="In each decorator.")


@pytest.mark.criterion("parameters-described")
def test_every_parameter_is_described(described):
    bare = [
        f"{one.get('name')} of {route}"
        for route, described_route in described.routes.items()
        for one in described_route.get("parameters", []) + described_route["shared"]
        if not said(one.get("description")) and not said(one.get("schema", {}).get("description"))
    ]
    all_of(bare, "Parameters have no description.", "what each is for")


@pytest.mark.criterion("answers-modelled")
def test_every_answer_has_a_model(described, fields):
    problems = []
    for route in described.routes:
        good = described.answers(route)
        code = {"POST": "201", "DELETE": "204"}.get(route.split(" ")[0], "200")
        media = described.content(good.get(code, {}))
        if code not in good:
            problems.append(f"{route} does not say that its answer is {code}")
        elif code == "204":
            problems += [f"the 204 of {route} has content"] if media.get("schema") else []
        else:
            kind = [part for part in route.split("/") if part in fields][-1]
            schema = described.resolved(media.get("schema"))
            schema = described.resolved(schema.get("items")) if schema.get("type") == "array" else schema
            wanted = fields[kind] + (["owner"] if kind != "users" else [])
            missing = [name for name in wanted if name not in schema.get("properties", {})]
            problems += [f"{route} does not tell of {', '.join(missing)}"] if missing else []
    all_of(problems, "The documentation does not say what is in an answer.", "the fields of each answer")


@pytest.mark.criterion("errors-documented")
def test_every_refusal_is_documented(described):
    problems = []
    for route, one in described.routes.items():
        expected = ["404"] * ("/{id}" in route) + ["409"] * (route in REFUSED_BY_RULES) + ["422"]
        for code in expected:
            answer = one.get("responses", {}).get(code)
            schema = described.resolved(described.content(answer or {}).get("schema"))
            if answer is None:
                problems.append(f"{route} says nothing of {code}")
            elif "detail" not in schema.get("properties", {}):
                problems.append(f"the {code} of {route} has no model with a detail")
            elif code != "422" and described.resolved(schema["properties"]["detail"]).get("type") != "string":
                problems.append(f"the detail in the {code} of {route} is no text")
    all_of(problems, "Refusals are not documented.", "each with its code and the model of its body")


@pytest.mark.criterion("examples-shown")
def test_the_examples_of_bodies_are_accepted(described, blog, api):
    user = blog.user()
    blog.comment(blog.post(user), user)
    for route in [route for route in described.routes if route.startswith(("POST", "PUT"))]:
        method, path = route.replace("{id}", "1").split(" ")
        examples = described.examples(described.body(route))
        if not examples:
            raise Mismatch(f"The body of {route} has no example.", expected="an example in the model", actual="none")
        answers = [api.request(method, path, json=example) for example in examples]
        good = (200, 201, 409) if "/users" in route else (200, 201)  # the e-mail may be taken by now
        if not any(answer.status_code in good for answer in answers):
            raise Mismatch(
                f"{route} does not accept its own example.", expected="status 200 or 201", actual=answers[0].status_code
            )


@pytest.mark.criterion("examples-shown")
def test_the_answers_have_examples(described, fields):
    problems = []
    for route in [route for route in described.routes if not route.startswith("DELETE")]:
        kind = [part for part in route.split("/") if part in fields][-1]
        wanted = {*fields[kind], *(["owner"] if kind != "users" else [])}
        media = [described.content(answer) for answer in described.answers(route).values()]
        examples = [one for part in media for one in described.examples(part)]
        examples = [one[0] if isinstance(one, list) and one else one for one in examples]
        if not any(isinstance(one, dict) and wanted <= one.keys() for one in examples):
            problems.append(f"none for {route}" if not examples else f"{route} lacks {missing(examples[0], wanted)}")
    all_of(problems, "Answers have no example, or fields are missing in it.", "an example with all fields")


def missing(example, wanted):
    return ", ".join(sorted(wanted - example.keys() if isinstance(example, dict) else wanted))
