"""A client that reads a connection like a file, and a response with a pattern."""

import re
import socket
import sys

RESPONSE = re.compile(r"HTTP/1\.[01] (\d{3})[^\r]*\r\n((?:[^\r]+\r\n)*)\r\n(.*)", re.DOTALL)


def parts(response: str) -> tuple[str, str, str]:
    found = RESPONSE.fullmatch(response)
    if found is None:
        raise ValueError("this is no response")
    return found[1], found[2], found[3]


def build_request(host: str, path: str) -> str:
    return f"GET {path} HTTP/1.1\r\nConnection:close\r\nHost:{host}\r\nAccept: */*\r\n\r\n"


def status_of(response: str) -> int:
    return int(parts(response)[0])


def headers_of(response: str) -> dict[str, str]:
    return {name.lower(): value for name, value in re.findall(r"([^:\r\n]+):[ \t]*([^\r\n]*)", parts(response)[1])}


def body_of(response: str) -> str:
    return parts(response)[2]


def ask(host: str, port: int, path: str) -> str:
    with socket.create_connection((host, port), timeout=10) as connection, connection.makefile("rwb") as file:
        file.write(build_request(host, path).encode())
        file.flush()
        return str(file.read(), "utf-8")


def main() -> int:
    _, host, port, path = sys.argv
    try:
        response = ask(host, int(port), path)
    except OSError:
        print("There is no server.", file=sys.stderr)
        return 1
    status = status_of(response)
    print(f"{body_of(response)}\n[{status}]")
    return 1 if status >= 400 else 0


if __name__ == "__main__":
    raise SystemExit(main())
