"""Notes and to-dos over HTTP, kept in PostgreSQL."""

from fastapi import FastAPI

app = FastAPI(title="Notes")
