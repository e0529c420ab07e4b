"""Requests made up from what an application says of itself, and whether its answers are what it promises.

Schemathesis reads the description (`/openapi.json`), makes up requests that fit it and looks at the answers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from grader.toolbox.expectations import Mismatch

if TYPE_CHECKING:
    from grader.subject.web import App, Response

_ORDER = ("POST", "GET", "PUT", "PATCH", "DELETE")  # things must be there before they can be asked for
_BASE = "http://127.0.0.1"


def explore(api: App, rng: Random, each: int = 10, documented: bool = False) -> None:
    """Send some requests of each kind. No answer is a 500, and each has the form that the description promises.

    With `documented`, the description names each status code, too. Only what fails is shown in the transcript.
    """
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(Path(sys.prefix) / "cache" / "hypothesis")  # not in the folder of whoever runs a check
    import schemathesis
    from schemathesis import checks
    from schemathesis.config import SchemathesisConfig

    config = SchemathesisConfig(seed=rng.randint(1, 10**6))
    config.projects.default.generation.allow_x00 = False  # PostgreSQL has no text with this character
    described = schemathesis.openapi.from_dict(api.get("/openapi.json").json(), config=config)
    promises = [checks.not_a_server_error, checks.content_type_conformance, checks.response_schema_conformance]
    promises += [checks.status_code_conformance] if documented else []
    operations: list[Any] = [result.ok() for result in described.get_all_operations()]  # type: ignore[union-attr]
    for operation in sorted(operations, key=lambda one: (_ORDER.index(one.method.upper()), one.path)):
        _explore(api, operation, promises, rng, each)


def _explore(api: App, operation: Any, promises: list[Any], rng: Random, each: int) -> None:
    import hypothesis

    broken: list[Mismatch] = []

    def ask(case: Any) -> None:
        if broken:
            return  # the server is not as it was: nothing can be tried again
        for name, value in (case.path_parameters or {}).items():
            if isinstance(value, int) and rng.random() < 0.5:
                case.path_parameters[name] = rng.randint(1, 3)  # one that may be there
        try:
            with api.in_passing():
                _look_at(case, _sent(api, case), promises)
        except Mismatch as problem:
            broken.append(problem)

    settings = hypothesis.settings(
        max_examples=each,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    test: Any = ask
    for wrapped in (hypothesis.given(operation.as_strategy()), settings, hypothesis.seed(rng.randint(1, 10**6))):
        test = wrapped(test)
    test()
    if broken:
        raise broken[0]


def _sent(api: App, case: Any) -> Response:
    ready = case.as_transport_kwargs(base_url=_BASE)
    options: dict[str, Any] = {name: ready[name] for name in ("json", "data", "files") if ready.get(name) is not None}
    if isinstance(options.get("data"), str | bytes):  # a body that is no form
        options["content"] = options.pop("data")
    params = {name: value for name, value in (ready.get("params") or {}).items() if value is not None}
    headers = {name: str(value).strip() for name, value in (case.headers or {}).items()}
    return api.request(case.method, str(ready["url"]).removeprefix(_BASE), params=params, headers=headers, **options)


def _look_at(case: Any, answer: Response, promises: list[Any]) -> None:
    import requests
    from schemathesis import Response as Seen
    from schemathesis.core.failures import FailureGroup, ServerError

    headers = {name: [value] for name, value in answer.headers.items()}
    request = requests.Request(case.method, _BASE).prepare()
    try:
        case.validate_response(Seen(answer.status_code, headers, answer.content, request, 0.0, True), checks=promises)
    except FailureGroup as group:
        first = next((one for one in group.exceptions if isinstance(one, ServerError)), group.exceptions[0])
        raise Mismatch(
            "An answer is not what the description of your API promises.",
            expected=f"what /openapi.json says of {case.operation.label}",
            actual=f"{getattr(first, 'title', 'a failure')}. {getattr(first, 'message', '')}".strip(),
        ) from None
