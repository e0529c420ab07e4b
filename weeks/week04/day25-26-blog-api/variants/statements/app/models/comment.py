from app.database import metadata
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, func

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", String, nullable=False),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", DateTime(True), nullable=False, server_default=func.clock_timestamp()),
)
