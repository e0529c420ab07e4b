from dependencies import get_db
from fastapi import APIRouter, Depends, HTTPException
from models import User
from schemas import UserIn, UserOut
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

router = APIRouter(prefix="/users", dependencies=[Depends(get_db)])


def one_row(db, statement, status=404):
    try:
        with db.begin():
            row = db.execute(statement).mappings().first()
    except IntegrityError:
        raise HTTPException(409, "taken") from None
    if row is None:
        raise HTTPException(status, "unknown")
    return dict(row)


COLUMNS = User.__table__.c


@router.post("", status_code=201, response_model=UserOut)
def create(user: UserIn, db=Depends(get_db)):
    return one_row(db, insert(User.__table__).values(**user.model_dump()).returning(*COLUMNS))


@router.get("", response_model=list[UserOut])
def everybody(db=Depends(get_db)):
    return [dict(row) for row in db.execute(select(*COLUMNS).order_by(COLUMNS.id)).mappings()]


@router.get("/{number}", response_model=UserOut)
def read(number: int, db=Depends(get_db)):
    return one_row(db, select(*COLUMNS).where(COLUMNS.id == number))


@router.put("/{number}", response_model=UserOut)
def write(number: int, user: UserIn, db=Depends(get_db)):
    statement = update(User.__table__).where(COLUMNS.id == number).values(**user.model_dump())
    return one_row(db, statement.returning(*COLUMNS))


@router.delete("/{number}", status_code=204)
def remove(number: int, db=Depends(get_db)):
    one_row(db, delete(User.__table__).where(COLUMNS.id == number).returning(COLUMNS.id))
