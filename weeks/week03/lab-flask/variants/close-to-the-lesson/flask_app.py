from flask import Flask, abort, jsonify, render_template, request
from logbook import Logbook
from models import Filters, NewSighting
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
logbook = Logbook()


@app.route("/")
def show_page():
    return render_template("sightings.html", logbook=logbook)


@app.route("/sightings")
def list_sightings():
    f = Filters(**request.args.to_dict())
    return jsonify([s.model_dump() for s in logbook.select(f.place, f.limit)])


@app.route("/sightings", methods=["POST"])
def create_sighting():
    try:
        new = NewSighting.model_validate_json(request.data)
    except ValidationError as e:
        return jsonify({"detail": e.errors(include_url=False, include_context=False, include_input=False)}), 422
    s = logbook.add(new)
    r = jsonify(s.model_dump())
    r.status_code = 201
    r.headers["Location"] = "/sightings/" + str(s.id)
    return r


@app.route("/sightings/<int:number>", methods=["GET", "DELETE"])
def one(number):
    s = logbook.find(number)
    if not s:
        abort(404)
    if request.method == "DELETE":
        logbook.remove(number)
        return "", 204
    return jsonify(s.model_dump())


@app.errorhandler(ValidationError)
def bad(e):
    return {"detail": str(e)}, 422


@app.errorhandler(HTTPException)
def err(e):
    return jsonify(detail=e.description), e.code
