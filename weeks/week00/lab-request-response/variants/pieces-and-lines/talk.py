"""A client that keeps pieces in a list, and takes a response apart line by line."""

import socket
import sys

END = "\r\n"


def build_request(host, path):
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "User-Agent: by hand", "connection: Close"]
    return END.join(lines) + 2 * END


def take_apart(response):
    lines = response.split(END)
    empty = lines.index("")
    return lines[0], lines[1:empty], END.join(lines[empty + 1 :])


def status_of(response):
    return int(take_apart(response)[0][9:12])


def headers_of(response):
    return {line[: line.index(":")].lower(): line[line.index(":") + 1 :].strip() for line in take_apart(response)[1]}


def body_of(response):
    return take_apart(response)[2]


def ask(host, port, path):
    telephone = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    telephone.connect((host, port))
    telephone.send(bytes(build_request(host, path), "utf-8"))
    pieces = []
    piece = telephone.recv(100)
    while piece != b"":
        pieces.append(piece)
        piece = telephone.recv(100_000)
    telephone.close()
    return b"".join(pieces).decode("utf-8")


if __name__ == "__main__":
    try:
        answer = ask(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    except ConnectionRefusedError:
        sys.exit("Nobody is at home there.")
    code = status_of(answer)
    print("The server says", code, "and:", body_of(answer))
    sys.exit(code >= 400)
