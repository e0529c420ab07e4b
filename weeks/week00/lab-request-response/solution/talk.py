"""Speak HTTP by hand: ask a server for a page, and read what it answers."""

import socket
import sys


def build_request(host: str, path: str) -> str:
    """Return the text of a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"


def status_of(response: str) -> int:
    """Return the status code in the first line of a response."""
    return int(response.split(" ")[1])


def headers_of(response: str) -> dict[str, str]:
    """Return the headers of a response, with their names in lower case."""
    head, _, _ = response.partition("\r\n\r\n")
    headers = {}
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return headers


def body_of(response: str) -> str:
    """Return everything after the first empty line of a response."""
    _, _, body = response.partition("\r\n\r\n")
    return body


def ask(host: str, port: int, path: str) -> str:
    """Send a request to a server, and return the whole response."""
    received = b""
    with socket.create_connection((host, port)) as connection:
        connection.sendall(build_request(host, path).encode())
        while piece := connection.recv(4096):
            received += piece
    return received.decode()


def main() -> None:
    """Ask the server that the command line names, and show its answer."""
    host, port, path = sys.argv[1:]
    try:
        response = ask(host, int(port), path)
    except OSError as error:
        print(f"No answer from {host}, port {port}: {error.strerror}", file=sys.stderr)
        sys.exit(1)
    print(status_of(response))
    print(body_of(response))
    if status_of(response) >= 400:
        sys.exit(1)


if __name__ == "__main__":
    main()
