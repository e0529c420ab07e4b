import random

import crud
from database import Base, SessionLocal, engine

Base.metadata.create_all(bind=engine)
with SessionLocal() as session:
    run = random.randint(1, 10**9)
    users = [
        crud.create_user(session, f"{name}.{run}@example.com", name.title())
        for name in ("amina", "boris", "chen", "dilnoza")
    ]
    print("created", [user.email for user in users])
    print("read   ", crud.get_user(session, users[0].id).name)
    print("updated", crud.update_user(session, users[1].id, name="Bo").name)
    print("deleted", crud.delete_user(session, users[3].id))
    skip = 0
    while page := crud.list_users(session, skip=skip, limit=2):
        for user in page:
            print("listed ", user.id, user.email)
        skip += 2
