"""The routes: what is asked over HTTP, and what is answered. Here: the refusals, as the documentation shows them."""

from typing import Any

from app.schemas import Problem

Refusals = dict[int | str, dict[str, Any]]

NOT_FOUND: Refusals = {404: {"model": Problem, "description": "Nothing has the id in the path."}}
EMAIL_TAKEN: Refusals = {409: {"model": Problem, "description": "Another user has this e-mail."}}
NOT_THERE: Refusals = {409: {"model": Problem, "description": "An id in the body belongs to nobody."}}
