import models
from database import engine
from fastapi import FastAPI
from users import router

models.Base.metadata.create_all(engine)
app = FastAPI()
app.include_router(router)
