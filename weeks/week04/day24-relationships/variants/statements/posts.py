from dependencies import Db, FoundUser
from fastapi import APIRouter, HTTPException
from models import Post, User
from schemas import PostIn, PostOut, PostWithOwner, UserOut, UserWithPosts
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

router = APIRouter()


@router.post("/posts", status_code=201, response_model=PostOut)
def create(post: PostIn, db: Db):
    try:
        with db.begin():
            row = (
                db.execute(insert(Post.__table__).values(post.model_dump()).returning(Post.__table__)).mappings().one()
            )
            return dict(row)
    except IntegrityError:
        raise HTTPException(409) from None


@router.get("/posts")
def all_posts(db: Db) -> list[PostWithOwner]:
    def together(post, user):
        return PostWithOwner(**PostOut.model_validate(post).model_dump(), owner=UserOut.model_validate(user))

    return [together(post, user) for post, user in db.execute(select(Post, User).join(User).order_by(Post.id))]


@router.get("/users/{user_id}/posts")
def posts_of(user: FoundUser, db: Db) -> UserWithPosts:
    posts = db.scalars(select(Post).where(Post.user_id == user.id).order_by(Post.id)).all()
    return UserWithPosts.model_validate({**vars(user), "posts": posts}, from_attributes=True)
