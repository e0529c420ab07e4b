from database import Base, engine
from dependencies import get_db
from fastapi import Depends, FastAPI, HTTPException
from models import Post, User
from schemas import PostIn, PostOut, PostWithOwner, UserIn, UserOut, UserWithPosts
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

Base.metadata.create_all(bind=engine)
app = FastAPI()


def save(db: Session):
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(status_code=409, detail="Email already registered") from None


@app.post("/users", response_model=UserOut, status_code=201)
def create_user(user: UserIn, db: Session = Depends(get_db)):
    if db.query(User).filter(User.email == user.email).first():
        raise HTTPException(status_code=409, detail="Email already registered")
    db_user = User(email=user.email, name=user.name)
    db.add(db_user)
    save(db)
    db.refresh(db_user)
    return db_user


@app.get("/users", response_model=list[UserOut])
def read_users(db: Session = Depends(get_db)):
    return db.query(User).order_by(User.id).all()


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int, db: Session = Depends(get_db)):
    db_user = db.query(User).filter(User.id == user_id).first()
    if db_user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user


@app.put("/users/{user_id}", response_model=UserOut)
def update_user(user_id: int, user: UserIn, db: Session = Depends(get_db)):
    db_user = read_user(user_id, db)
    for key, value in user.model_dump().items():
        setattr(db_user, key, value)
    save(db)
    return db_user


@app.delete("/users/{user_id}", status_code=204)
def delete_user(user_id: int, db: Session = Depends(get_db)):
    db.delete(read_user(user_id, db))
    db.commit()


@app.post("/posts", response_model=PostOut, status_code=201)
def create_post(post: PostIn, db: Session = Depends(get_db)):
    db_post = Post(**post.model_dump())
    try:
        db.add(db_post)
        db.flush()
    except IntegrityError:
        raise HTTPException(status_code=409, detail="User not found") from None
    db.commit()
    db.refresh(db_post)
    return db_post


@app.get("/posts", response_model=list[PostWithOwner])
def read_posts(db: Session = Depends(get_db)):
    return db.query(Post).options(joinedload(Post.owner)).order_by(Post.id).all()


@app.get("/users/{user_id}/posts", response_model=UserWithPosts)
def read_user_posts(user_id: int, db: Session = Depends(get_db)):
    db_user = db.query(User).options(joinedload(User.posts)).filter(User.id == user_id).first()
    if db_user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user
