"""The texts by hand, and the talking with Python's own client."""

import http.client
import sys


def build_request(host: str, path: str) -> str:
    head = {"Host": host, "Connection": "close"}
    return "\r\n".join([f"GET {path} HTTP/1.1", *[f"{name}: {value}" for name, value in head.items()], "", ""])


def status_of(response: str) -> int:
    _, code, *_ = response.split()
    return int(code)


def headers_of(response: str) -> dict[str, str]:
    found = {}
    for line in response[: response.find("\r\n\r\n")].splitlines()[1:]:
        name, value = line.split(":", 1)
        found[name.lower()] = value.lstrip()
    return found


def body_of(response: str) -> str:
    return response[response.find("\r\n\r\n") + 4 :]


def ask(host: str, port: int, path: str) -> str:
    connection = http.client.HTTPConnection(host, port)
    connection.request("GET", path, headers={"Connection": "close"})
    answer = connection.getresponse()
    first = f"HTTP/1.1 {answer.status} {answer.reason}"
    lines = [first, *[f"{name}: {value}" for name, value in answer.getheaders()]]
    return "\r\n".join([*lines, "", answer.read().decode()])


def main() -> None:
    host, port, path = sys.argv[1:4]
    try:
        response = ask(host, int(port), path)
    except OSError as problem:
        sys.exit(f"{host}:{port} does not answer ({problem})")
    print("status", status_of(response), body_of(response), sep="\n")
    if status_of(response) // 100 in (4, 5):
        sys.exit(1)


if __name__ == "__main__":
    main()
