"""The routes for posts."""

from fastapi import APIRouter

router = APIRouter()
