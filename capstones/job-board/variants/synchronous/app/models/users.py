"""Users, and what their log-ins leave behind."""

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Key, Moment, one_of
from app.rules import ROLES


class User(Base):
    """Somebody with an account."""

    __tablename__ = "users"
    __table_args__ = (one_of("role", ROLES),)

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(255))
    banned_at: Mapped[Moment | None]
    created_at: Mapped[CreatedAt]

    @property
    def is_banned(self) -> bool:
        """Whether an admin has shut them out."""
        return self.banned_at is not None


class RefreshToken(Base):
    """A refresh token that has been given out; all from one log-in are a family."""

    __tablename__ = "refresh_tokens"

    id: Mapped[Key]
    jti: Mapped[str] = mapped_column(String(32), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    family: Mapped[str] = mapped_column(String(32), index=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]


class FailedLogIn(Base):
    """A wrong password for an address, whether somebody has it or not."""

    __tablename__ = "failed_log_ins"
    __table_args__ = (Index(None, "email", "at"),)

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(320))
    at: Mapped[Moment] = mapped_column(index=True)


class Notice(Base):
    """Something that a user should know."""

    __tablename__ = "notices"
    __table_args__ = (Index(None, "user_id", "created_at", "id"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[CreatedAt]
