"""Where users are kept: in memory, as long as their application lives."""

from itertools import count

from app.schemas import User, UserIn


class UserStore:
    """Users by their ids. It knows nothing of HTTP."""

    def __init__(self) -> None:
        self._users: dict[int, User] = {}
        self._ids = count(1)

    def all(self) -> list[User]:
        """Everybody, in the order in which they came."""
        return list(self._users.values())

    def find(self, user_id: int) -> User | None:
        """The user with this id."""
        return self._users.get(user_id)

    def owner_of(self, email: str) -> User | None:
        """The user with this address."""
        return next((user for user in self._users.values() if user.email == email), None)

    def add(self, new: UserIn) -> User:
        """Keep a new user under the next id."""
        user = User(id=next(self._ids), **new.model_dump())
        return self.save(user)

    def save(self, user: User) -> User:
        """Keep this user, in the place of who had the id before."""
        self._users[user.id] = user
        return user

    def remove(self, user: User) -> None:
        """Forget a user."""
        del self._users[user.id]
