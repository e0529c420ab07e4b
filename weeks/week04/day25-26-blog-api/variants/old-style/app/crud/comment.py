from app.crud.post import get_post
from app.crud.user import get_user, save
from app.models import Comment


def get_comment(db, comment_id):
    if comment_id > 2147483647:
        return None
    return db.query(Comment).filter(Comment.id == comment_id).first()


def get_comments(db, skip=0, limit=10, post_id=None):
    query = db.query(Comment)
    if post_id is not None:
        query = query.filter(Comment.post_id == post_id)
    return query.order_by(Comment.created_at, Comment.id).offset(skip).limit(limit).all()


def create_comment(db, comment):
    if not get_post(db, comment.post_id) or not get_user(db, comment.user_id):
        return None
    return save(db, Comment(**comment.model_dump()))


def update_comment(db, db_comment, comment):
    db_comment.content = comment.content
    return save(db, db_comment)
