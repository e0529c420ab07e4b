"""Users and their log-ins in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import LogIn, User
from app.repositories.pages import Cut, Moment, Order, cut_out
from app.rules import Role


class Users:
    """The table users."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, user: User) -> None:
        """Remember a new user; the commit writes it."""
        self._session.add(user)

    async def find(self, user_id: int) -> User | None:
        """The user with this id."""
        return await self._session.get(User, user_id)

    async def find_locked(self, user_id: int) -> User | None:
        """The same, and nobody else changes it before the end of this transaction."""
        return await self._session.get(User, user_id, with_for_update=True, populate_existing=True)

    async def find_by_email(self, email: str) -> User | None:
        """The user with this address, which is in small letters."""
        return await self._session.scalar(select(User).where(User.email == email))

    async def page(self, role: Role | None, email: str | None, cut: Cut) -> tuple[list[User], str | None]:
        """Users, the oldest first."""
        question = select(User)
        if role is not None:
            question = question.where(User.role == role)
        if email is not None:
            question = question.where(User.email == email.lower())
        return await cut_out(self._session, question, Order([User.created_at, User.id], Moment), cut)


class LogIns:
    """The families of refresh tokens."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def begin(self, family: UUID, user_id: int, current: UUID, expires_at: datetime) -> None:
        """A new family."""
        self._session.add(LogIn(id=family, user_id=user_id, current=current, expires_at=expires_at))

    async def rotate(self, family: UUID, spent: UUID, current: UUID, expires_at: datetime) -> bool:
        """Put a new token in the place of the current one. Of several that try, one succeeds."""
        rotation = (
            update(LogIn)
            .where(LogIn.id == family, LogIn.current == spent)
            .values(current=current, expires_at=expires_at)
            .returning(LogIn.id)
        )
        return await self._session.scalar(rotation) is not None

    async def end(self, family: UUID) -> None:
        """From now on, no token of this family is good."""
        await self._session.execute(delete(LogIn).where(LogIn.id == family))

    async def end_all(self, user_id: int) -> None:
        """The same for all families of a user."""
        await self._session.execute(delete(LogIn).where(LogIn.user_id == user_id))

    async def remove_old(self, user_id: int, now: datetime) -> None:
        """Forget what is over by itself."""
        await self._session.execute(delete(LogIn).where(LogIn.user_id == user_id, LogIn.expires_at < now))
