from flask import Flask, jsonify, make_response, render_template, request

app = Flask(__name__)
sightings = []
last_id = -1


def error(status, message):
    return make_response(jsonify({"detail": message}), status)


@app.errorhandler(404)
def not_found(_):
    return error(404, "Not found")


@app.errorhandler(405)
def wrong_method(_):
    return error(405, "This path knows other methods.")


@app.errorhandler(400)
@app.errorhandler(415)
def no_json(_):
    return error(400, "Send JSON.")


@app.errorhandler(Exception)
def broken(_):
    app.logger.exception("broken")
    return error(500, "Something broke.")


def wrong(data):
    if not isinstance(data, dict):
        return "Send an object."
    for field in ("bird", "place"):
        value = data.get(field)
        if not isinstance(value, str) or value.strip() == "" or len(value) > 60:
            return f"{field} must have 1 to 60 characters."
    count = data.get("count")
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        return "count must be a whole number above 0."
    return None


@app.route("/sightings", methods=["GET", "POST"])
def collection():
    global last_id
    if request.method == "POST":
        data = request.get_json()
        problem = wrong(data)
        if problem:
            return error(422, problem)
        last_id += 1
        sighting = {"id": last_id, "bird": data["bird"], "place": data["place"], "count": data["count"]}
        sightings.append(sighting)
        response = make_response(jsonify(sighting), 201)
        response.headers["Location"] = f"http://127.0.0.1:5000/sightings/{last_id}"
        return response
    found = sightings
    if "place" in request.args:
        found = [one for one in found if one["place"] == request.args["place"]]
    if "limit" in request.args:
        text = request.args["limit"]
        if not text.isdigit() or not 1 <= int(text) <= 100:
            return error(422, "limit must be from 1 to 100.")
        found = found[: int(text)]
    return jsonify(found)


@app.route("/sightings/<number>", methods=["GET", "DELETE"])
def one(number):
    found = [one for one in sightings if str(one["id"]) == number]
    if not found:
        return error(404, "There is no such sighting.")
    if request.method == "DELETE":
        sightings.remove(found[0])
        return make_response("", 204)
    return jsonify(found[0])


@app.route("/")
def page():
    return render_template("page.html", rows=[(s["bird"], s["place"], s["count"]) for s in sightings])
