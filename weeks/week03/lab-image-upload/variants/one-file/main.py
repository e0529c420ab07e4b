import hashlib
import io
import warnings

from fastapi import FastAPI, File, Form, HTTPException, Response, UploadFile
from fastapi.responses import JSONResponse
from PIL import Image

Image.MAX_IMAGE_PIXELS = 10_000_000
warnings.simplefilter("error", Image.DecompressionBombWarning)

app = FastAPI()
images = []
last_id = 0


@app.post("/images")
async def upload_image(file: UploadFile = File(...), title: str = Form(...)):
    global last_id
    if not title.strip() or len(title) > 80:
        return JSONResponse({"detail": "bad title"}, status_code=422)
    if file.size == 0:
        return JSONResponse({"detail": "the file is empty"}, status_code=422)
    if file.size > 1_048_576:
        return JSONResponse({"detail": "the file is too large"}, status_code=413)
    data = await file.read()
    try:
        img = Image.open(io.BytesIO(data))
        if img.format in ("PNG", "JPEG", "GIF", "WEBP"):
            img.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return JSONResponse({"detail": "too many pixels"}, status_code=413)
    except Exception:
        return JSONResponse({"detail": "not an image, or a broken one"}, status_code=415)
    if img.format not in ("PNG", "JPEG", "GIF", "WEBP"):
        return JSONResponse({"detail": "another format"}, status_code=415)
    last_id += 1
    metadata = {
        "id": last_id,
        "title": title,
        "filename": file.filename,
        "format": img.format,
        "mode": img.mode,
        "width": img.size[0],
        "height": img.size[1],
        "size": file.size,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    images.append((metadata, data))
    return JSONResponse(metadata, status_code=201)


@app.get("/images")
async def get_images():
    return [metadata for metadata, data in images]


@app.get("/images/{image_id}")
async def get_image(image_id: int):
    for metadata, data in images:
        if metadata["id"] == image_id:
            return Response(content=data, media_type="image/" + metadata["format"].lower())
    raise HTTPException(status_code=404, detail="Image not found")


@app.get("/images/{image_id}/thumbnail")
async def get_thumbnail(image_id: int):
    for metadata, data in images:
        if metadata["id"] == image_id:
            img = Image.open(io.BytesIO(data)).convert("RGB")
            img.thumbnail((128, 128))
            buffer = io.BytesIO()
            img.save(buffer, format="JPEG")
            return Response(content=buffer.getvalue(), media_type="image/jpeg")
    raise HTTPException(status_code=404, detail="Image not found")


@app.delete("/images/{image_id}", status_code=204)
async def delete_image(image_id: int):
    for index, (metadata, _) in enumerate(images):
        if metadata["id"] == image_id:
            images.pop(index)
            return
    raise HTTPException(status_code=404, detail="Image not found")
