from app.database import metadata
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, func

posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("content", String, nullable=False),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", DateTime(True), nullable=False, server_default=func.clock_timestamp()),
)
