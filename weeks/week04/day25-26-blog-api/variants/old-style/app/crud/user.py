from app.models import User
from sqlalchemy.exc import IntegrityError


def get_user(db, user_id):
    if user_id > 2147483647:
        return None
    return db.query(User).filter(User.id == user_id).first()


def get_users(db, skip=0, limit=10):
    return db.query(User).order_by(User.id).offset(skip).limit(limit).all()


def save(db, thing):
    """None if the database refuses it."""
    db.add(thing)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        return None
    db.refresh(thing)
    return thing


def create_user(db, user):
    if db.query(User).filter(User.email == user.email).first():
        return None
    return save(db, User(**user.model_dump()))


def update_user(db, db_user, user):
    db_user.email = user.email
    db_user.name = user.name
    return save(db, db_user)


def delete(db, thing):
    db.delete(thing)
    db.commit()
