from app.crud import owned
from app.models import posts
from sqlalchemy import func, or_, select

ONE = owned(posts)
ORDERS = {}
for name in ("created_at", "title"):
    ORDERS[name] = (posts.c[name], posts.c.id)
    ORDERS["-" + name] = (posts.c[name].desc(), posts.c.id.desc())


def search(user_id, q):
    found = []
    if user_id is not None:
        found.append(posts.c.user_id == user_id)
    if q:
        places = [func.position(func.lower(q).op("IN")(func.lower(part))) for part in (posts.c.title, posts.c.content)]
        found.append(or_(*(place > 0 for place in places)))
    return found


def total(db, conditions):
    return db.scalar(select(func.count()).select_from(posts).where(*conditions))
