import models
from sqlalchemy.exc import IntegrityError


def create_user(session, email, name):
    db_user = models.User(email=email, name=name)
    try:
        session.add(db_user)
        session.commit()
    except IntegrityError:
        session.rollback()
        raise
    session.refresh(db_user)
    return db_user


def get_user(session, user_id):
    return session.query(models.User).filter(models.User.id == user_id).first()


def get_user_by_email(session, email):
    return session.query(models.User).filter_by(email=email).first()


def list_users(session, skip=0, limit=100):
    return session.query(models.User).order_by("id").offset(skip).limit(limit).all()


def update_user(session, user_id, **changes):
    db_user = get_user(session, user_id)
    if not db_user:
        return None
    for key, value in changes.items():
        setattr(db_user, key, value)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise
    session.refresh(db_user)
    return db_user


def delete_user(session, user_id):
    deleted = session.query(models.User).filter(models.User.id == user_id).delete()
    session.commit()
    return deleted == 1
