from models import User
from sqlalchemy import exc


class EmailTakenError(LookupError):
    pass


def _commit(session):
    try:
        session.flush()
    except exc.IntegrityError:
        session.rollback()
        raise EmailTakenError from None
    else:
        session.commit()


def create_user(session, email, name):
    user = User(email=email, name=name)
    session.add(user)
    _commit(session)
    return user


def get_user(session, user_id):
    return session.query(User).get(user_id)


def get_user_by_email(session, email):
    return session.query(User).filter(User.email == email).one_or_none()


def list_users(session, skip=0, limit=100):
    return tuple(session.query(User).order_by(User.id)[skip : skip + limit])


def update_user(session, user_id, name=..., email=...):
    user = get_user(session, user_id)
    if user:
        if name is not ...:
            user.name = name
        if email is not ...:
            user.email = email
        _commit(session)
    return user


def delete_user(session, user_id):
    n = session.query(User).where(User.id == user_id).delete(synchronize_session=False)
    session.commit()
    return bool(n)
