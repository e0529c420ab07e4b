"""Comments."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..database import Base
from .post import Post
from .user import Row, User


class Comment(Row, Base):
    """Comment, as the README says."""

    __tablename__ = "comments"

    content: Mapped[str]
    post_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Post.id, ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(User.id, ondelete="CASCADE"), index=True)
    owner: Mapped[User] = relationship(lazy="selectin")
