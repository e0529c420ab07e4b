from app.models import users
from sqlalchemy import select

ONE = select(users)
ALL = ONE.order_by(users.c.id)
