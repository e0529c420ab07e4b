from app.crud.user import get_user, save
from app.models import Post
from sqlalchemy import desc, func, or_


def get_post(db, post_id):
    if post_id > 2147483647:
        return None
    return db.query(Post).filter(Post.id == post_id).first()


def get_posts(db, skip=0, limit=10, sort="created_at", user_id=None, q=None):
    query = db.query(Post)
    if user_id:
        query = query.filter_by(user_id=user_id)
    if q:
        word = q.lower()
        query = query.filter(
            or_(func.strpos(func.lower(Post.title), word) > 0, func.strpos(func.lower(Post.content), word) > 0)
        )
    if sort.startswith("-"):
        query = query.order_by(desc(getattr(Post, sort[1:])), desc(Post.id))
    else:
        query = query.order_by(getattr(Post, sort), Post.id)
    return query.count(), query.offset(skip).limit(limit).all()


def create_post(db, post):
    if get_user(db, post.user_id) is None:
        return None
    return save(db, Post(title=post.title, content=post.content, user_id=post.user_id))


def update_post(db, db_post, post):
    db_post.title = post.title
    db_post.content = post.content
    return save(db, db_post)
