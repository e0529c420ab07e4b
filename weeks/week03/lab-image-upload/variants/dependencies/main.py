from hashlib import sha256
from itertools import count
from typing import Annotated

from checking import Checked, Refused, checked
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, StreamingResponse

app = FastAPI()
everything: dict[str, tuple[dict, bytes, bytes]] = {}
numbers = count()


@app.exception_handler(Refused)
def refused(_request: Request, error: Refused):
    return JSONResponse({"detail": error.reason}, error.status)


@app.post("/images", status_code=201)
def post(one: Annotated[Checked, Depends(checked)]) -> dict:
    number = f"img_{next(numbers)}"
    facts = {"size": len(one.content), "sha256": sha256(one.content).hexdigest(), **one.facts}
    everything[number] = {"id": number, "title": one.title, **facts}, one.content, one.small
    return everything[number][0]


def get(number: str) -> tuple[dict, bytes, bytes]:
    try:
        return everything[number]
    except KeyError:
        raise HTTPException(404, number) from None


Found = Annotated[tuple[dict, bytes, bytes], Depends(get)]


@app.get("/images")
def all_of_them() -> list[dict]:
    return [facts for facts, _, _ in everything.values()]


@app.get("/images/{number}")
def one(found: Found):
    return StreamingResponse(iter([found[1]]), headers={"Content-Type": f"image/{found[0]['format'].lower()}"})


@app.get("/images/{number}/thumbnail")
def small(found: Found):
    return StreamingResponse(iter([found[2]]), media_type="image/gif")


@app.delete("/images/{number}", status_code=204)
def delete(found: Found) -> None:
    del everything[found[0]["id"]]
