from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..database import Base
from .user import Row, User


class Post(Row, Base):
    __tablename__ = "posts"
    __table_args__ = (Index("posts_of_a_user", "user_id", "created_at"),)

    title: Mapped[str] = mapped_column(String(100))
    content: Mapped[str] = mapped_column(Text)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(User.id, ondelete="CASCADE"))
    owner: Mapped[User] = relationship(lazy="selectin")
