"""What can be refused, without a word about HTTP."""


class Refusal(Exception):
    """Something that was asked for is not done."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotAuthenticated(Refusal):
    """Nobody knows who is asking."""


class Forbidden(Refusal):
    """Who is asking may not."""


class NotFound(Refusal):
    """There is none, or none for who is asking; the words are always the same."""

    def __init__(self) -> None:
        super().__init__("There is no such thing.")


class Conflict(Refusal):
    """The state of the thing does not allow it."""


class Senseless(Refusal):
    """The request contradicts itself or what is there."""

    def __init__(self, detail: str, *where: str) -> None:
        super().__init__(detail)
        self.where = where


class TooMany(Refusal):
    """Not now, but later."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """A service that is needed is away."""
