"""Checks of the files for Gunicorn and Nginx."""

import json
import re

import pytest

from grader.toolbox import Mismatch

NAMES = ["bind", "workers", "worker_class", "timeout", "graceful_timeout"]
READ = "import json, runpy, sys; found = runpy.run_path(sys.argv[1]); " + (
    f"print(json.dumps({{name: found.get(name) for name in {NAMES}}}, default=repr))"
)


@pytest.mark.criterion("served-by-gunicorn")
def test_gunicorn_runs_several_asgi_workers(subject):
    subject.submitted_text("deploy/gunicorn.conf.py")
    finished = subject.program("python", "-c", READ, "deploy/gunicorn.conf.py")
    assert finished.exit_code == 0
    found = json.loads(finished.stdout.strip().splitlines()[-1])
    is_good = {
        "bind": bool(found["bind"]),
        "workers": type(found["workers"]) is int and found["workers"] >= 2,
        "worker_class": bool(re.search(r"(?i)uvicorn|asgi", str(found["worker_class"]))),
        "timeout": type(found["timeout"]) in (int, float) and found["timeout"] > 0,
        "graceful_timeout": type(found["graceful_timeout"]) in (int, float) and found["graceful_timeout"] > 0,
    }
    for name, good in is_good.items():
        if not good:
            raise Mismatch(
                f"{name} in deploy/gunicorn.conf.py is not what this needs.",
                expected={
                    "workers": "2 or more",
                    "worker_class": "an ASGI worker, such as uvicorn_worker.UvicornWorker",
                }.get(name, "a value"),
                actual=found[name],
            )


# What stands in the file, and what it is for.
WANTED = {
    r"proxy_pass\s+http": "proxy_pass hands requests on",
    r"client_max_body_size\s+(?!0\w?\s*;)\d": "client_max_body_size bounds the body",
    r"proxy_set_header\s+\"?X-Forwarded-For\"?\s+\"?\$": "proxy_set_header X-Forwarded-For tells the address",
    r"proxy_set_header\s+\"?Upgrade\"?\s+\"?\$http_upgrade": "proxy_set_header Upgrade lets WebSockets through",
    r"proxy_set_header\s+\"?Connection\"?\s": "proxy_set_header Connection belongs to Upgrade",
}


@pytest.mark.criterion("behind-nginx")
def test_nginx_hands_on_what_it_gets(subject):
    text = re.sub(r"(?m)(^|\s)#.*", "", subject.submitted_text("deploy/nginx.conf"))
    for pattern, purpose in WANTED.items():
        if not re.search(rf"(?i)(?:^|[;{{}}])\s*{pattern}[^;{{}}]*;", text):
            raise Mismatch("Something is missing in deploy/nginx.conf.", expected=purpose, actual="no such line")
    assert text.count("{") == text.count("}")
