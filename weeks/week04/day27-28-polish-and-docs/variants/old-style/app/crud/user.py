"""Module."""

from app.models import User
from sqlalchemy.exc import IntegrityError


def get_user(db, user_id):
    """get_user.

    :param db: the db
    :param user_id: the user_id
    """
    if user_id > 2147483647:
        return None
    return db.query(User).filter(User.id == user_id).first()


def get_users(db, skip=0, limit=10):
    """get_users.

    :param db: the db
    :param skip: the skip
    :param limit: the limit
    """
    return db.query(User).order_by(User.id).offset(skip).limit(limit).all()


def save(db, thing):
    """None if the database refuses it.

    :param db: the db
    :param thing: the thing
    """
    db.add(thing)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        return None
    db.refresh(thing)
    return thing


def create_user(db, user):
    """create_user.

    :param db: the db
    :param user: the user
    """
    if db.query(User).filter(User.email == user.email).first():
        return None
    return save(db, User(**user.model_dump()))


def update_user(db, db_user, user):
    """update_user.

    :param db: the db
    :param db_user: the db_user
    :param user: the user
    """
    db_user.email = user.email
    db_user.name = user.name
    return save(db, db_user)


def delete(db, thing):
    """delete.

    :param db: the db
    :param thing: the thing
    """
    db.delete(thing)
    db.commit()
