from fastapi import FastAPI
from routers import me, users

app = FastAPI()
app.include_router(users.router, prefix="/users")
app.include_router(me.router)
