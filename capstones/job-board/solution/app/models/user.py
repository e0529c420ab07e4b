"""Who uses the board."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, Text, false, func
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.rules import Role


class User(Base):
    """A job-seeker, a company or an admin."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role IN ('seeker', 'company', 'admin')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)  # in small letters
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(Text)
    is_banned: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
