"""What is asked about comments."""

from collections.abc import Sequence

from fastapi import APIRouter

from app import crud
from app.crud import comment as comments
from app.dependencies import AskedPage, Db, FoundComment
from app.models import Comment
from app.routers import NOT_FOUND, NOT_THERE
from app.schemas.comment import CommentChange, CommentIn, CommentOut

router = APIRouter(prefix="/comments", tags=["comments"])


@router.post(
    "", status_code=201, response_model=CommentOut, response_description="The new comment.", responses={**NOT_THERE}
)
def create_comment(new: CommentIn, db: Db) -> Comment:
    """Keep a new comment. Its post and its writer are there."""
    return comments.create(db, new)


@router.get("", response_model=list[CommentOut], response_description="A page of comments.")
def list_comments(page: AskedPage, db: Db) -> Sequence[Comment]:
    """Answer with a page of all comments, the oldest first."""
    return comments.listed(db, page)


@router.get("/{comment_id}", response_model=CommentOut, response_description="The comment.", responses={**NOT_FOUND})
def read_comment(comment: FoundComment) -> Comment:
    """Answer with one comment, and who has written it."""
    return comment


@router.put(
    "/{comment_id}",
    response_model=CommentOut,
    response_description="The comment after the change.",
    responses={**NOT_FOUND},
)
def change_comment(comment: FoundComment, new: CommentChange, db: Db) -> Comment:
    """Put a new text in the place of the old one. Its post and its writer stay."""
    return comments.change(db, comment, new)


@router.delete("/{comment_id}", status_code=204, response_description="The comment is gone.", responses={**NOT_FOUND})
def delete_comment(comment: FoundComment, db: Db) -> None:
    """Remove a comment."""
    crud.remove(db, comment)
