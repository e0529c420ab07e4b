import datetime

from database import Base
from sqlalchemy import Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column


def now():
    return datetime.datetime.now(datetime.UTC)


class User(Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email", name="one_user_for_each_email"),)
    type_annotation_map = {datetime.datetime: "timestamptz"}

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    email: Mapped[str] = mapped_column(String(320), nullable=False)
    name: Mapped[str] = mapped_column(String(50), nullable=False)
    created_at: Mapped[str] = mapped_column(String(40), default=lambda: now().isoformat())
