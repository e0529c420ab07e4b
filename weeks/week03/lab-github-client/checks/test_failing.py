"""Checks of everything that can go wrong on the way to the hub and back."""

import json
from datetime import UTC, datetime

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.site import Reply, json_reply

# Runs hub.py where the clocks show another time than UTC.
IN_INDIA = (
    "python",
    "-c",
    "import runpy, sys, time; time.tzset(); sys.argv[0] = 'hub.py'; runpy.run_path('hub.py', run_name='__main__')",
)


@pytest.mark.criterion("limit-told")
def test_the_end_of_the_limit_is_told_with_its_time(complaint, site, hub, name, path, rng):
    reset = rng.randint(1_800_000_000, 1_900_000_000)
    headers = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(reset)}
    site.trouble(path, json_reply({"message": "API rate limit exceeded"}, 403, headers))
    when = f"The hub answered 403, with X-RateLimit-Remaining: 0 and X-RateLimit-Reset: {reset}."
    told = complaint(
        "repo", name, when=when, tells=f"{datetime.fromtimestamp(reset, UTC):%H:%M}", program=IN_INDIA, TZ="IST-5:30"
    )
    if "UTC" not in told:
        raise Mismatch(f"{when} The sentence does not say which time it tells.", expected="UTC", actual=told.strip())


@pytest.mark.criterion("failures-told")
@pytest.mark.parametrize(
    "reply",
    [
        Reply("Something went wrong.\n", 500),
        json_reply({"message": "Forbidden"}, 403),
        json_reply(["gone"], 410),
    ],
)
def test_any_other_refusal_is_told_with_its_code(complaint, site, hub, name, path, reply):
    site.trouble(path, reply)
    complaint("repo", name, when=f"The hub answered {reply.status}: {reply.body!r}.", tells=str(reply.status))


@pytest.mark.criterion("connection-told")
def test_nobody_is_there(complaint, nobody):
    complaint("repos", "amina", when="Nobody is at HUB_URL.", HUB_URL=nobody.url, tells=nobody.url[7:])


@pytest.mark.criterion("connection-told")
def test_a_connection_that_breaks_is_told(complaint, site, hub):
    site.trouble("/user", None)
    complaint("whoami", when="The hub closed the connection without an answer.", HUB_TOKEN=hub.token)


@pytest.mark.criterion("timeout-told")
def test_silence_has_an_end(complaint, site, hub):
    site.hold("/user", at_once=2, of=2)
    complaint("whoami", when="The hub was silent for longer than HUB_TIMEOUT.", HUB_TOKEN=hub.token, HUB_TIMEOUT="0.2")


@pytest.mark.criterion("json-told")
def test_an_answer_that_is_no_json_is_told(complaint, site, hub, name, path):
    site.trouble(path, Reply('{"full_name": "amina/'))
    complaint("repo", name, when="The hub answered 200 with half of an object.")


@pytest.mark.criterion("json-told")
def test_a_list_that_is_no_json_is_told(complaint, site, hub):
    site.play(Always(Reply("<html>Please log in</html>")))
    complaint("repos", "amina", when="The hub answered 200 with a page in HTML.")


@pytest.mark.criterion("shape-told")
@pytest.mark.parametrize(
    ("command", "data"),
    [("whoami", "hello"), ("repos", {"message": "We have moved."}), ("repo", {}), ("issues", [1])],
)
def test_json_of_another_shape_is_told(complaint, site, hub, name, command, data):
    site.play(Always(json_reply(data)))
    words = {"whoami": [], "repos": ["amina"]}.get(command, [name])
    complaint(command, *words, when=f"The hub answered 200 with {json.dumps(data)}.", HUB_TOKEN=hub.token)


class Always:
    """Answers the same, whatever is asked."""

    def __init__(self, reply):
        self.reply = reply

    def answer(self, _):
        return self.reply


@pytest.mark.criterion("settings-told")
def test_without_an_address_there_is_a_sentence(complaint):
    complaint("repos", "amina", when="There is no HUB_URL.", HUB_URL=None, tells="HUB_URL")


@pytest.mark.criterion("settings-told")
def test_an_address_without_http_is_told(complaint):
    complaint("repos", "amina", when="HUB_URL has no http://.", HUB_URL="hub.example", tells="HUB_URL")


@pytest.mark.criterion("arguments-refused")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("repos", "amina", "--limit", "0"),
        ("repos", "amina", "--limit", "ten"),
        ("repos", "amina", "--sort", "size"),
        ("repo", "amina"),
        ("repo", "amina/"),
        ("issues", "amina/lamp", "--state", "done"),
        ("new-issue", "amina/lamp"),
        ("new-issue", "amina/lamp/2", "--title", "It stops"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused(complaint, site, hub, words):
    complaint(*words, when="This command makes no sense.", HUB_TOKEN=hub.token)
    if site.paths():
        raise Mismatch("The hub was asked all the same.", expected="no request", actual=site.paths()[0])


@pytest.mark.criterion("names-quoted")
@pytest.mark.parametrize(
    ("command", "name", "parts"),
    [
        ("repos", "amina#", ["users", "amina#", "repos"]),
        ("repos", "amina/repos?", ["users", "amina/repos?", "repos"]),
        ("repo", "amina/{name}?", ["repos", "amina", "{name}?"]),
    ],
)
def test_a_name_is_asked_for_as_it_is(complaint, site, hub, command, name, parts):
    lamp = hub.repos["amina"][0]["name"]
    complaint(command, name.format(name=lamp), when="The hub has nothing of this name.")
    wanted = [part.format(name=lamp) for part in parts]
    for request in site.asked:
        if request.parts != wanted:
            raise Mismatch("Something else was asked for.", expected=" / ".join(wanted), actual=request.path)
