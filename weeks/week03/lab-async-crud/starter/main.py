"""Parcels over HTTP: the routes."""

from fastapi import FastAPI

app = FastAPI(title="Parcels")
