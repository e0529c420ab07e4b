from app.database import metadata
from sqlalchemy import Column, DateTime, Integer, String, Table, func

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("created_at", DateTime(True), nullable=False, server_default=func.clock_timestamp()),
)
