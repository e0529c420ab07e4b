from database import Base, SessionLocal, engine
from models import Post, User
from sqlalchemy.orm import selectinload

Base.metadata.create_all(bind=engine)
db = SessionLocal()

old = db.query(User).filter_by(email="writer@example.com").first()
if old:
    db.delete(old)
    db.commit()

writer = User(email="writer@example.com", name="Writer")
for title in ("Monday", "Tuesday", "Wednesday", "Thursday"):
    writer.posts.append(Post(title=title, content="Today was a good day."))
db.add(writer)
db.commit()

for user in db.query(User).options(selectinload(User.posts)).all():
    print(f"=== {user.name} ===")
    for post in user.posts:
        print(post.id, post.title, post.content)

for post, name in db.query(Post, User.name).filter(Post.user_id == User.id).order_by(Post.id.desc()).limit(3):
    print(name, "wrote", post.title)
db.close()
