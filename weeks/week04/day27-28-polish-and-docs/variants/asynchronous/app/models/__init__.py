"""Tables."""

from .comment import Comment as Comment
from .post import Post as Post
from .user import User as User
