"""Pictures over HTTP: upload, show, list and delete. They live as long as the server runs."""

from itertools import count
from typing import Annotated, NamedTuple

from fastapi import FastAPI, Form, HTTPException, Response, UploadFile
from models import Picture
from pictures import CONTENT_TYPES, examine, make_thumbnail, read_upload
from pydantic import StringConstraints

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), Form()]


class Kept(NamedTuple):
    """A picture, and the bytes of its file."""

    picture: Picture
    content: bytes


app = FastAPI(title="Pictures")
kept: dict[int, Kept] = {}
ids = count(1)


def find(image_id: int) -> Kept:
    """The picture with this id; if there is none, the answer is 404."""
    if image_id not in kept:
        raise HTTPException(404, f"There is no picture {image_id}.")
    return kept[image_id]


@app.post("/images", status_code=201)
def upload(file: UploadFile, title: Title) -> Picture:
    """Look at a file, keep it, and tell what is in it."""
    content = read_upload(file.file)
    facts = examine(content)
    picture = Picture(id=next(ids), title=title, **facts.model_dump())
    kept[picture.id] = Kept(picture, content)
    return picture


@app.get("/images")
def list_pictures() -> list[Picture]:
    """Answer with what is known of all pictures."""
    return [one.picture for one in kept.values()]


@app.get("/images/{image_id}")
def show(image_id: int) -> Response:
    """Answer with the file as it came."""
    found = find(image_id)
    return Response(found.content, media_type=CONTENT_TYPES[found.picture.format])


@app.delete("/images/{image_id}", status_code=204)
def delete(image_id: int) -> None:
    """Remove a picture."""
    find(image_id)
    del kept[image_id]


@app.get("/images/{image_id}/thumbnail")
def show_thumbnail(image_id: int) -> Response:
    """Stretch: answer with the picture in small."""
    return Response(make_thumbnail(find(image_id).content), media_type=CONTENT_TYPES["PNG"])
