from datetime import datetime

from pydantic import BaseModel, EmailStr

from . import text


class UserIn(BaseModel):
    email: EmailStr
    name: text(50)


class UserOut(UserIn):
    id: int
    created_at: datetime
