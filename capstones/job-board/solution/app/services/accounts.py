"""Sign-up, log-in, and tokens that are handed on."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app import security
from app.errors import Conflict, NotAllowed, NotSignedIn, TooMany
from app.models import User
from app.repositories.users import LogIns, Users
from app.schemas.accounts import LogIn, Profile, SignUp, TokensOut
from app.security import Claims, Tokens
from app.services.counters import Counters

_ATTEMPTS, _QUARTER_OF_AN_HOUR = 5, 15 * 60
_REFUSED = "E-mail address or password is wrong."


@dataclass
class Accounts:
    """What users do with their own accounts."""

    session: AsyncSession
    tokens: Tokens
    counters: Counters

    async def sign_up(self, new: SignUp) -> User:
        """Keep a new user. The database decides whether the address is taken: nobody can come in between."""
        hashed = await asyncio.to_thread(security.hash_password, new.password)
        user = User(email=new.email, name=new.name, role=new.role, password_hash=hashed)
        Users(self.session).add(user)
        try:
            await self.session.commit()
        except IntegrityError:
            raise Conflict("There is an account with this address.") from None
        return user

    async def log_in(self, proof: LogIn) -> TokensOut:
        """Two tokens for the right password. A wrong one and an unknown address cannot be told apart."""
        attempts = f"log-in:{hashlib.sha256(proof.email.encode()).hexdigest()}"
        await self._count(attempts)
        user = await Users(self.session).find_by_email(proof.email)
        hashed = user.password_hash if user else security.NOBODY
        is_right = await asyncio.to_thread(security.verify_password, proof.password, hashed)
        if user is None or not is_right:
            raise NotSignedIn(_REFUSED)
        await self.counters.forget(attempts)
        if user.is_banned:
            raise NotAllowed("This account is banned.")
        family, current = uuid4(), uuid4()
        log_ins = LogIns(self.session)
        await log_ins.remove_old(user.id, datetime.now(UTC))
        log_ins.begin(family, user.id, current, self._end())
        await self.session.commit()
        return self._issue(user.id, family, current)

    async def refresh(self, token: str) -> TokensOut:
        """Two new tokens for one that has not been used. One that has been used ends its family."""
        claims, family, spent = self._read(token)
        user = await Users(self.session).find(claims.user_id)
        log_ins, current = LogIns(self.session), uuid4()
        is_rotated = await log_ins.rotate(family, spent, current, self._end())
        if user is None or user.is_banned or not is_rotated:
            await log_ins.end(family)
            await self.session.commit()
            raise NotSignedIn("This refresh token is not good any more.")
        await self.session.commit()
        return self._issue(user.id, family, current)

    async def log_out(self, token: str) -> None:
        """End the family of a token."""
        _, family, _ = self._read(token)
        await LogIns(self.session).end(family)
        await self.session.commit()

    async def who(self, access_token: str) -> User:
        """The user of an access token, as the database knows them now."""
        user = await Users(self.session).find(self.tokens.read("access", access_token).user_id)
        if user is None or user.is_banned:
            raise NotSignedIn
        return user

    async def change(self, user: User, profile: Profile) -> User:
        """Another name."""
        user.name = profile.name
        await self.session.commit()
        return user

    async def _count(self, attempts: str) -> None:
        """Count before the password is looked at: so many at once get no further than one after the other."""
        made, seconds = await self.counters.count(attempts, _QUARTER_OF_AN_HOUR)
        if made > _ATTEMPTS:
            raise TooMany("Too many log-ins failed for this address. Try again later.", seconds)

    def _end(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.tokens.seconds("refresh"))

    def _read(self, token: str) -> tuple[Claims, UUID, UUID]:
        claims = self.tokens.read("refresh", token)
        try:
            return claims, UUID(claims.family), UUID(claims.token_id)
        except ValueError:
            raise NotSignedIn from None

    def _issue(self, user_id: int, family: UUID, current: UUID) -> TokensOut:
        return TokensOut(
            access_token=self.tokens.make("access", user_id),
            refresh_token=self.tokens.make("refresh", user_id, current.hex, family.hex),
            expires_in=self.tokens.seconds("access"),
        )
