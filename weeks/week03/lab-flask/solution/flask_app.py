"""The logbook in Flask: JSON for programs, a page for people."""

from flask import Flask, abort, json, render_template, request
from flask.typing import ResponseReturnValue
from logbook import Logbook
from models import Filters, NewSighting, Sighting
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
logbook = Logbook()


def find(number: int) -> Sighting:
    """The sighting with this id; if there is none, the answer is 404."""
    sighting = logbook.find(number)
    if sighting is None:
        abort(404, f"There is no sighting {number}.")
    return sighting


@app.get("/")
def show_page() -> ResponseReturnValue:
    """Show all sightings on a page."""
    return render_template("sightings.html", sightings=logbook.select())


@app.get("/sightings")
def list_sightings() -> ResponseReturnValue:
    """Answer with all sightings, or with some of them."""
    filters = Filters.model_validate(request.args.to_dict())
    return [sighting.model_dump() for sighting in logbook.select(filters.place, filters.limit)]


@app.post("/sightings")
def create_sighting() -> ResponseReturnValue:
    """Keep a new sighting, and say where it is."""
    sighting = logbook.add(NewSighting.model_validate(request.get_json()))
    return sighting.model_dump(), 201, {"Location": f"/sightings/{sighting.id}"}


@app.get("/sightings/<int:number>")
def read_sighting(number: int) -> ResponseReturnValue:
    """Answer with one sighting."""
    return find(number).model_dump()


@app.delete("/sightings/<int:number>")
def delete_sighting(number: int) -> ResponseReturnValue:
    """Remove a sighting."""
    find(number)
    logbook.remove(number)
    return "", 204


@app.errorhandler(ValidationError)
def refuse_values(error: ValidationError) -> ResponseReturnValue:
    """Answer 422 with all that Pydantic does not like."""
    return {"detail": error.errors(include_url=False, include_context=False, include_input=False)}, 422


@app.errorhandler(HTTPException)
def answer_error(error: HTTPException) -> ResponseReturnValue:
    """Put JSON into the place of the page that Flask has for an error; status and headers stay."""
    response = error.get_response()
    response.content_type = "application/json"
    response.set_data(json.dumps({"detail": error.description}))
    return response
