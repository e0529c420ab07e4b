import crud
from database import SessionLocal, engine
from models import Base

Base.metadata.drop_all(bind=engine)
Base.metadata.create_all(bind=engine)

db = SessionLocal()
try:
    print("--- create")
    for number in range(1, 6):
        user = crud.create_user(db, f"user{number}@example.com", f"User {number}")
        print(user.id, user.email)
    print("--- read")
    print(crud.get_user(db, 1).name)
    print("--- update")
    print(crud.update_user(db, 2, name="Boris").name)
    print("--- delete")
    print(crud.delete_user(db, 5))
    for user in crud.list_users(db):
        print(user.id, user.email, user.name)
finally:
    db.close()
