"""What admins do with users."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict, NotFound
from app.models import User
from app.repositories.pages import Cut
from app.repositories.users import LogIns, Users
from app.rules import Role
from app.services.cache import SearchCache


@dataclass
class Moderation:
    """Bans, and who is an admin."""

    session: AsyncSession
    cache: SearchCache

    async def users(self, role: Role | None, email: str | None, cut: Cut) -> tuple[list[User], str | None]:
        """Who is there."""
        return await Users(self.session).page(role, email, cut)

    async def ban(self, user_id: int) -> User:
        """Let somebody do nothing any more. All refresh tokens of theirs are dead."""
        user = await self._locked(user_id)
        if user.role == "admin":
            raise Conflict("An admin cannot be banned.")
        user.is_banned = True
        await LogIns(self.session).end_all(user.id)
        return await self._changed(user)

    async def unban(self, user_id: int) -> User:
        """Let somebody in again."""
        user = await self._locked(user_id)
        user.is_banned = False
        return await self._changed(user)

    async def _locked(self, user_id: int) -> User:
        user = await Users(self.session).find_locked(user_id)
        if user is None:
            raise NotFound
        return user

    async def _changed(self, user: User) -> User:
        await self.session.commit()
        await self.cache.renew()
        return user


async def make_admin(session: AsyncSession, email: str) -> bool:
    """Whether there is a user with this address; who is an admin now."""
    user = await Users(session).find_by_email(email.lower())
    if user is None:
        return False
    user.role = "admin"
    await session.commit()
    return True
