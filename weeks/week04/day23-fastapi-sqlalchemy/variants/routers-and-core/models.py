from datetime import datetime
from typing import Annotated

from database import Base
from sqlalchemy import BigInteger, DateTime, func
from sqlalchemy.orm import Mapped, mapped_column

Id = Annotated[int, mapped_column(BigInteger, primary_key=True)]


class User(Base):
    __tablename__ = "users"
    id: Mapped[Id]
    email: Mapped[str] = mapped_column(index=True, unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
