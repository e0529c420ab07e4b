import hashlib
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID, uuid4

from fastapi import APIRouter, BackgroundTasks, FastAPI, Form, HTTPException, UploadFile, status
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from PIL import Image

router = APIRouter(prefix="/images", tags=["images"])
folder = Path(tempfile.mkdtemp())
known = {}


@dataclass
class Meta:
    id: UUID
    title: str
    format: str
    width: int
    height: int
    size: int
    sha256: str


def look(path):
    try:
        image = Image.open(path, formats=("PNG", "JPEG", "GIF", "WEBP"))
    except Image.DecompressionBombError as error:
        raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, str(error)) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise HTTPException(status.HTTP_415_UNSUPPORTED_MEDIA_TYPE, "not an image") from error
    with image:
        width, height = image.size
        if width * height > 10**7:
            raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, "too many pixels")
        try:
            image.load()
        except Exception as error:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "damaged") from error
        return "JPEG" if image.format == "MPO" else image.format, width, height


def shrink(path):
    small = path.with_suffix(".webp")
    if not small.exists():
        with Image.open(path) as image:
            image = image.convert("RGBA")
        image.thumbnail((128, 128))
        draft = path.with_suffix(f".{uuid4()}.webp")
        image.save(draft, lossless=True)
        draft.rename(small)  # in one step: nobody sees half of it
    return small


@router.post("", status_code=status.HTTP_201_CREATED)
async def create(
    tasks: BackgroundTasks, file: UploadFile, title: str = Form(min_length=1, max_length=80, pattern=r"\S")
) -> Meta:
    image_id = uuid4()
    path = folder / str(image_id)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("wb") as out:
            while chunk := await file.read(64 * 1024):
                size += len(chunk)
                if size > 1 << 20:
                    raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, "too many bytes")
                digest.update(chunk)
                out.write(chunk)
        if size == 0:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "empty")
        facts = await run_in_threadpool(look, path)
    except HTTPException:
        path.unlink()
        raise
    known[image_id] = Meta(image_id, title, *facts, size, digest.hexdigest())
    tasks.add_task(shrink, path)
    return known[image_id]


@router.get("")
async def index():
    return [asdict(meta) for meta in known.values()]


def path_of(image_id):
    if image_id not in known:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such image")
    return folder / str(image_id)


@router.get("/{image_id}")
async def read(image_id: UUID):
    path = path_of(image_id)
    return FileResponse(path, media_type=f"image/{known[image_id].format.lower()}", filename="picture")


@router.get("/{image_id}/thumbnail")
def thumbnail(image_id: UUID):
    return FileResponse(shrink(path_of(image_id)), media_type="image/webp")


@router.delete("/{image_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove(image_id: UUID) -> None:
    path_of(image_id).unlink()
    del known[image_id]


app = FastAPI()
app.include_router(router)
