"""Speak HTTP by hand: ask a server for a page, and read what it answers."""

import socket
import sys


def build_request(host: str, path: str) -> str:
    """Return the text of a GET request."""
    return ""  # The first line, the header lines, and an empty line at the end.


def status_of(response: str) -> int:
    """Return the status code in the first line of a response."""
    return 0  # The second word of the response, as a number.


def headers_of(response: str) -> dict[str, str]:
    """Return the headers of a response, with their names in lower case."""
    headers: dict[str, str] = {}
    # Go through the lines between the first line and the empty line.
    return headers


def body_of(response: str) -> str:
    """Return everything after the first empty line of a response."""
    return ""  # Cut the response at its first empty line.


def ask(host: str, port: int, path: str) -> str:
    """Send a request to a server, and return the whole response."""
    received = b""
    with socket.create_connection((host, port)):
        pass  # Send the request, then collect all pieces of the answer.
    return received.decode()


def main() -> None:
    """Ask the server that the command line names, and show its answer."""
    words = sys.argv[1:]
    print(words)  # Take host, port and path from the words, ask, and print the code and the body.


if __name__ == "__main__":
    main()
