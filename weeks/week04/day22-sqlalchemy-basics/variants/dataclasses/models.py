"""The user as a dataclass; the default of the moment is a piece of SQL, which only a default may be."""

from datetime import datetime
from typing import Annotated

import sqlalchemy as sa
from database import Base
from sqlalchemy.orm import Mapped, mapped_column

Key = Annotated[int, mapped_column(primary_key=True)]


class User(Base):
    __tablename__ = "users"

    id: Mapped[Key] = mapped_column(init=False)
    email: Mapped[str] = mapped_column(sa.Text)
    name: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(
        sa.TIMESTAMP(timezone=True), init=False, server_default=sa.text("clock_timestamp()")
    )


sa.Index("one_user_for_each_email", User.email, unique=True)
