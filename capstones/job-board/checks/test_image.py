"""A check of the image itself, where Docker runs: it is built, started beside real services, and looked at."""

import http.client
import json
import urllib.request

import pytest

from grader.toolbox import Mismatch, images

PORT = 8000


@pytest.mark.criterion("image-built")
def test_the_image_works(subject, migrated):
    if reason := images.missing(PORT):
        pytest.skip(reason)
    with images.started(subject) as container:
        if not container.config.get("Healthcheck"):
            raise Mismatch("Docker knows of no health check.", expected="HEALTHCHECK in the last stage", actual="none")
        if not container.becomes_healthy():
            raise Mismatch(
                "The container does not get healthy.",
                expected="its HEALTHCHECK says so, while the database at DATABASE_URL is there",
                actual="it says the contrary, or the container has ended",
            )
        if "0" in container.users():
            raise Mismatch("The container works as root.", expected="USER in the last stage", actual="user 0")
        assert health() == (200, {"status": "ok"})


def health():
    """What the container answers on the port that the brief names."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=5) as answer:
            return answer.status, json.loads(answer.read(10_000))
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Mismatch(
            f"The container is healthy, and GET /health on port {PORT} is not answered as the brief says.",
            expected='status 200 with {"status": "ok"}',
            actual=f"{type(error).__name__}: {error}",
        ) from None
