"""All four operations on a few users. It can be run as often as you like."""

from crud import create_user, delete_user, get_user_by_email, list_users, update_user
from database import Base, SessionLocal, engine


def main() -> None:
    """Create, read, update and delete users."""
    people = {
        "amina@example.com": "Amina",
        "boris@example.com": "Boris",
        "chen@example.com": "Chen",
        "guest@example.com": "A guest",
    }
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        users = []
        for email, name in people.items():
            user = get_user_by_email(session, email)
            print("found  " if user else "created", email)
            users.append(user or create_user(session, email, name))
        amina, *_, guest = users
        update_user(session, amina.id, name="Amina Diallo")
        print("updated", amina.email)
        delete_user(session, guest.id)
        print("deleted", "guest@example.com")
        for user in list_users(session):
            print("listed ", user.id, user.email, user.name)


if __name__ == "__main__":
    main()
