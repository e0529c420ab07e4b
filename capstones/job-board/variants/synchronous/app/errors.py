"""What can be wrong with what somebody asks for. Services raise these; `app.handlers` makes answers of them."""


class Refusal(Exception):
    """The base of all refusals."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unauthenticated(Refusal):
    """Nobody knows who is asking."""


class Forbidden(Refusal):
    """It is known who is asking, and they may not."""


class NotFound(Refusal):
    """There is no such thing, or it is not theirs to see: always the same words."""

    def __init__(self) -> None:
        super().__init__("There is no such thing.")


class Conflict(Refusal):
    """The state of the thing does not allow it."""


class Senseless(Refusal):
    """A value makes no sense."""

    def __init__(self, where: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.where = where


class TooManyAttempts(Refusal):
    """Somebody has to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many failed log-ins. Try again later.")
        self.seconds = seconds


class Unavailable(Refusal):
    """A service that is needed for this is away."""
