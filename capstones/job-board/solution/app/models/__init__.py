"""The tables. Whoever imports this knows all of them."""

from app.models.application import Application
from app.models.job import Job
from app.models.log_in import LogIn
from app.models.notice import Notice
from app.models.user import User

__all__ = ["Application", "Job", "LogIn", "Notice", "User"]
