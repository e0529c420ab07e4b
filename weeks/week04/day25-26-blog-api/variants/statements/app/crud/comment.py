from app.crud import owned
from app.models import comments

ONE = owned(comments)
ALL = ONE.order_by(comments.c.id)
