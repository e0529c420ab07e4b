"""A task manager over HTTP, kept in PostgreSQL. Its tables are made by migrations, not here."""

from fastapi import FastAPI

app = FastAPI(title="Task manager")
