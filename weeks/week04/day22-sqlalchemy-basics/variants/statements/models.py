"""The moment comes from Python, the id from an identity column."""

from datetime import UTC, datetime

from database import Base
from sqlalchemy import BigInteger, DateTime, Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column


class User(Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=lambda: datetime.now(UTC))

    def __repr__(self) -> str:
        return f"User({self.id}, {self.email!r}, {self.name!r})"
