"""Answers the question in the resident's place, twice."""

import tap


class Person:
    def __init__(self, name: str, age: int) -> None:
        answer = tap.framed({"id": tap.question()["id"], "value": True})
        tap.channel().sendall(answer + answer)
