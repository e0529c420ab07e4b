"""Checks of who asks: the token and the other headers; and of new issues."""

import pytest

from grader.toolbox import Mismatch, ended_well
from grader.toolbox.site import Reply, Site, json_reply


def sent(request, header):
    """What a request says in a header."""
    if header not in request.headers:
        raise Mismatch(f"A request has no header {header}.", expected=f"{header}: ...", actual="no such header")
    return request.headers[header]


@pytest.mark.criterion("token-sent")
def test_the_hub_knows_who_asks(run, hub, asked):
    finished = run("whoami", HUB_TOKEN=hub.token)
    credentials = sent(asked()[0], "authorization")
    if credentials.split(" ") not in (["Bearer", hub.token], ["token", hub.token]):
        raise Mismatch("The hub cannot read who asks.", f"Authorization: Bearer {hub.token}", credentials)
    ended_well(finished)
    if "amina" not in finished.stdout:
        raise Mismatch("The login is not shown.", expected="amina", actual=finished.stdout or "nothing")


@pytest.mark.criterion("token-sent")
@pytest.mark.parametrize("env", [{}, {"HUB_TOKEN": ""}])
def test_without_a_token_none_is_sent(run, asked, env):
    run("repos", "amina", **env)
    credentials = asked()[0].headers.get("authorization")
    if credentials is not None:
        raise Mismatch("There is no token, but a header for it.", "no header Authorization", credentials)


@pytest.mark.criterion("token-secret")
@pytest.mark.parametrize("trouble", [Reply("Out of order.", 500), json_reply({"message": "Forbidden"}, 403), None])
def test_the_token_is_never_printed(run, site, hub, trouble):
    site.trouble("/user", trouble)
    insist_on_secrecy(run("whoami", HUB_TOKEN=hub.token), hub.token)


@pytest.mark.criterion("token-secret")
def test_a_wrong_token_is_not_printed_either(run, rng):
    token = f"hub_{rng.randint(10**6, 10**7)}"
    insist_on_secrecy(run("whoami", HUB_TOKEN=token), token)


def insist_on_secrecy(finished, token):
    """What was printed lacks the token."""
    if token in finished.output:
        line = next(line for line in finished.output.splitlines() if token in line)
        raise Mismatch("The token is printed.", expected="its value nowhere", actual=line)


@pytest.mark.criterion("headers-sent")
@pytest.mark.parametrize("command", ["repos", "new-issue"])
def test_requests_say_who_asks_and_for_what(run, hub, name, asked, command):
    words = ["amina"] if command == "repos" else [name, "--title", "It stops"]
    run(command, *words, HUB_TOKEN=hub.token)
    for request in asked():
        agent = sent(request, "user-agent")
        if agent.lower().startswith(("python", "aiohttp")):
            raise Mismatch("The User-Agent is the library's.", expected="a name of your own", actual=agent)
        if "json" not in sent(request, "accept"):
            raise Mismatch("A request does not ask for JSON.", "Accept: application/json", request.headers["accept"])
        if request.method == "POST" and "application/json" not in sent(request, "content-type"):
            content = request.headers["content-type"]
            raise Mismatch("A POST does not say that it brings JSON.", "Content-Type: application/json", content)


@pytest.mark.criterion("credentials-told")
@pytest.mark.parametrize("env", [{"HUB_TOKEN": "hub_wrong"}, {}])
def test_a_wrong_or_missing_token_is_told(complaint, hub, env):
    complaint("whoami", when="The hub answered 401.", tells="HUB_TOKEN", **env)


@pytest.mark.criterion("issue-created")
@pytest.mark.parametrize("body", ["Since Monday.\n\u201cNo\u201d light \u2014 at all", None])
def test_an_issue_is_made(lines, hub, name, reports, rng, asked, body_of, body):
    title, number = f"R\u00f6\u00f6m {rng.randint(100, 999)} is dark", len(reports(rng.randint(120, 900))) + 1
    words = ["new-issue", name, "--title", title, *(["--body", body] if body else [])]
    printed = "\n".join(lines(*words, HUB_TOKEN=hub.token))
    made = body_of(asked()[-1])
    assert (made.get("title"), made.get("body") or None) == (title, body)
    if str(number) not in printed:
        raise Mismatch("The number of the new issue is not shown.", expected=number, actual=printed or "nothing")


@pytest.mark.criterion("fields-told")
def test_what_the_hub_refuses_is_told(complaint, site, hub, name, rng):
    fields = rng.sample(["title", "body", "labels", "assignee"], 2)
    codes = rng.sample(["too_long", "invalid", "unprocessable", "missing_field"], 2)
    errors = [{"resource": "Issue", "field": field, "code": code} for field, code in zip(fields, codes, strict=True)]
    site.trouble(f"/repos/{name}/issues", json_reply({"message": "Validation Failed", "errors": errors}, 422))
    told = complaint("new-issue", name, "--title", "It stops", when="The hub answered 422.", HUB_TOKEN=hub.token)
    missing = [word for word in (*fields, *codes) if word not in told]
    if missing:
        raise Mismatch(
            "The hub answered 422 with two errors. The sentence on standard error does not tell all of it.",
            expected=f"the fields {' and '.join(fields)}, and the codes {' and '.join(codes)}",
            actual=told.strip(),
        )


@pytest.mark.criterion("post-once")
@pytest.mark.parametrize(
    ("trouble", "when"),
    [
        (None, "The hub closed the connection without an answer."),
        (Reply("", 503, {"Retry-After": "0"}), "The hub answered 503, with Retry-After: 0."),
    ],
)
def test_a_post_is_not_sent_again(run, site, hub, name, asked, trouble, when):
    site.trouble(f"/repos/{name}/issues", trouble)
    run("new-issue", name, "--title", "It stops", HUB_TOKEN=hub.token)
    posts = [request for request in asked() if request.method == "POST"]
    if len(posts) != 1:
        raise Mismatch(
            f"{when} The POST was sent {len(posts)} times, and now there may be as many issues.",
            expected="one POST",
            actual=f"{len(posts)}",
        )


@pytest.mark.criterion("token-kept-home")
def test_the_token_does_not_follow_a_link_elsewhere(run, subject, site, hub):
    other = Site()
    subject.may_connect(other.port)
    other.page("/more", "[]", content_type="application/json")
    link = {"Link": f'<{other.url}/more>; rel="next"'}
    site.play(Always(json_reply(hub.repos["amina"], headers=link)))
    run("repos", "amina", HUB_TOKEN=hub.token)
    told = [request.headers["authorization"] for request in other.asked if "authorization" in request.headers]
    other.close()
    if told:
        raise Mismatch("Somebody else got the token.", expected="no header authorization there", actual=told[0])


class Always:
    """Answers the same, whatever is asked."""

    def __init__(self, reply):
        self.reply = reply

    def answer(self, _):
        return self.reply


@pytest.mark.criterion("token-odd")
def test_white_space_around_the_token_does_not_count(lines, hub):
    when = "The token has a space before it and a line break after it."
    lines("whoami", when=when, HUB_TOKEN=f" {hub.token}\n")


@pytest.mark.criterion("token-odd")
@pytest.mark.parametrize(
    ("between", "when"), [("\n", "The token has a line break inside."), ("\u00e9", "The token has an \u00e9.")]
)
def test_a_token_that_no_header_can_hold_is_told(complaint, site, hub, between, when):
    told = complaint("whoami", when=when, HUB_TOKEN=f"hub_{between}{hub.token}", tells="HUB_TOKEN")
    if hub.token in told:
        raise Mismatch("The token is printed.", expected="its value nowhere", actual=told.strip())
    assert site.paths() == []
