"""What is in the database. Whoever imports a model from here has all three: they need each other."""

from app.models.comment import Comment
from app.models.post import Post
from app.models.user import User

__all__ = ["Comment", "Post", "User"]
