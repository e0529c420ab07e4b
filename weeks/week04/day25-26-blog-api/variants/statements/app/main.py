from app.database import engine, metadata
from app.dependencies import Unknown
from app.routers.comments import comments
from app.routers.posts import posts
from app.routers.users import users
from fastapi import FastAPI, HTTPException
from sqlalchemy.exc import IntegrityError


async def start(_):
    metadata.create_all(engine)
    yield


app = FastAPI(lifespan=__import__("contextlib").asynccontextmanager(start), redirect_slashes=False)
app.include_router(users)
app.include_router(posts)
app.include_router(comments)


@app.exception_handler(IntegrityError)
def refused(request, _error):
    from fastapi.responses import PlainTextResponse

    return PlainTextResponse(f"{request.url.path}: refused", 409)


@app.exception_handler(Unknown)
async def unknown(request, error):
    from fastapi.exception_handlers import http_exception_handler

    return await http_exception_handler(request, HTTPException(404, str(error)))
