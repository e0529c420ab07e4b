"""What is asked about comments."""

from collections.abc import Sequence

from fastapi import APIRouter

from app import crud
from app.crud import comment as comments
from app.dependencies import AskedPage, Db, FoundComment
from app.models import Comment
from app.schemas.comment import CommentChange, CommentIn, CommentOut

router = APIRouter(prefix="/comments", tags=["comments"])


@router.post("", status_code=201, response_model=CommentOut)
def create_comment(new: CommentIn, db: Db) -> Comment:
    """Keep a new comment."""
    return comments.create(db, new)


@router.get("", response_model=list[CommentOut])
def list_comments(page: AskedPage, db: Db) -> Sequence[Comment]:
    """Answer with a page of all comments."""
    return comments.listed(db, page)


@router.get("/{comment_id}", response_model=CommentOut)
def read_comment(comment: FoundComment) -> Comment:
    """Answer with one comment."""
    return comment


@router.put("/{comment_id}", response_model=CommentOut)
def change_comment(comment: FoundComment, new: CommentChange, db: Db) -> Comment:
    """Change a comment."""
    return comments.change(db, comment, new)


@router.delete("/{comment_id}", status_code=204)
def delete_comment(comment: FoundComment, db: Db) -> None:
    """Remove a comment."""
    crud.remove(db, comment)
