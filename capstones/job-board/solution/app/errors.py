"""Why something is not done. app/handlers.py says what that is in HTTP."""


class Problem(Exception):
    """The parent of all refusals; its text is for the client."""


class NotSignedIn(Problem):
    """Nobody knows who asks."""

    def __init__(self, message: str = "Log in, and send the access token.") -> None:
        super().__init__(message)


class NotAllowed(Problem):
    """Known, but not one of those who may."""


class NotFound(Problem):
    """It is not there, or not theirs to see. Nobody can tell which."""

    def __init__(self) -> None:
        super().__init__("There is no such thing.")


class Conflict(Problem):
    """It is there, and its state does not allow that."""


class BadRequest(Problem):
    """It makes no sense, in a way that only shows inside."""


class TooMany(Problem):
    """Enough for now."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(Problem):
    """Something that this needs is away."""
