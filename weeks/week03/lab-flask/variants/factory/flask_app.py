from dataclasses import asdict

from flask import Blueprint, Flask, current_app, jsonify, render_template, request, url_for
from flask.views import MethodView
from journal import Journal, Problem
from werkzeug.exceptions import HTTPException

pages = Blueprint("pages", __name__)


class Sightings(MethodView):
    def get(self):
        return jsonify([asdict(one) for one in current_app.journal.chosen(**request.args)])

    def post(self):
        one = current_app.journal.write(request.get_json(force=True))
        return asdict(one), 201, [("Location", url_for("one", number=one.id, _external=True))]


class Sighting(MethodView):
    def get(self, number):
        return asdict(current_app.journal.read(number))

    def delete(self, number):
        current_app.journal.strike_out(number)
        return current_app.response_class(status=204)


@pages.get("/")
def index():
    return render_template("index.html", journal=current_app.journal.chosen())


def create_app():
    app = Flask(__name__)
    app.journal = Journal()
    app.register_blueprint(pages)
    app.add_url_rule("/sightings", view_func=Sightings.as_view("all"))
    app.add_url_rule("/sightings/<int(signed=True):number>", view_func=Sighting.as_view("one"))
    app.register_error_handler(Problem, lambda problem: ({"detail": str(problem)}, problem.status))
    app.register_error_handler(HTTPException, lambda error: ({"detail": error.name}, error.code))
    return app


app = create_app()
