from dependencies import get_current_user
from fastapi import APIRouter, Depends
from storage import UserOut

router = APIRouter()


@router.get("/me", response_model=UserOut)
async def read_me(user: dict = Depends(get_current_user)):
    return user
