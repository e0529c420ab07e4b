"""Which requests there were."""

from collections import Counter
from datetime import datetime
from functools import cache

from pymongo.errors import PyMongoError

from app.errors import Unavailable
from app.repositories.hits import Hit, HitStore
from app.schemas.admin import HitFigures, RouteFigures
from app.settings import get_settings
from app.worker import Worker


@cache
def _store() -> HitStore | None:
    url = get_settings().mongo_url
    return HitStore(url) if url else None


def _write(hits: list[Hit]) -> None:
    if store := _store():
        store.write(hits)


recorder: Worker[Hit] = Worker("hits", _write)


def figures(since: datetime | None) -> HitFigures:
    """All hits, counted by route and by status."""
    store = _store()
    if store is None:
        raise Unavailable("No hits are kept.")
    try:
        groups = store.counted(since)
    except PyMongoError:
        raise Unavailable("The hits are away.") from None
    hits: Counter[tuple[str, str | None]] = Counter()
    errors: Counter[tuple[str, str | None]] = Counter()
    statuses: Counter[str] = Counter()
    milliseconds: dict[tuple[str, str | None], float] = {}
    for group in groups:
        name = group["_id"]
        route, status = (name.get("method") or "", name.get("route")), name.get("status") or 0
        hits[route] += group["hits"]
        statuses[str(status)] += group["hits"]
        milliseconds[route] = milliseconds.get(route, 0.0) + group["milliseconds"]
        if status >= 400:
            errors[route] += group["hits"]
    by_route = [
        RouteFigures(
            method=route[0],
            route=route[1],
            hits=count,
            errors=errors[route],
            average_ms=round(milliseconds[route] / count, 3),
        )
        for route, count in hits.most_common()
    ]
    return HitFigures(total=hits.total(), by_route=by_route, by_status=dict(sorted(statuses.items())))
