"""Checks of the lab: what happens to parcels when several requests come in the same moment."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("ids-at-once")
def test_parcels_that_come_at_once_are_all_kept(api, meet, new, rng):
    size = rng.randint(3, 5)
    sent = [new() for _ in range(size)]
    meet(size)
    answers = api.concurrently(*[("POST", "/parcels", {"json": one}) for one in sent])
    assert [answer.status_code for answer in answers] == [201] * size
    meet(1)
    given = [answer.json()["id"] for answer in answers]
    kept = api.get("/parcels").json()
    if len(set(given)) < size or sorted(one["id"] for one in kept) != sorted(given):
        raise Mismatch(
            f"{size} parcels came at once. They did not get {size} different ids.",
            expected=f"{size} parcels with different ids",
            actual=f"ids given: {given}; kept: {[one['id'] for one in kept]}",
            help="Take the id and keep the parcel after the wait, with no await between the two.",
        )
    assert sorted(one["recipient"] for one in kept) == sorted(one["recipient"] for one in sent)


@pytest.mark.criterion("no-change-lost")
@pytest.mark.parametrize("order", [["recipient", "grams"], ["grams", "recipient"]], ids=["name first", "weight first"])
def test_two_changes_at_once_both_hold(api, new, two_at_once, order):
    changes = new()
    path = f"/parcels/{api.post('/parcels', json=new()).json()['id']}"
    first, second = [("PATCH", path, {"json": {field: changes[field]}}) for field in order]
    answers = two_at_once(api, first, second)
    assert [answer.status_code for answer in answers] == [200, 200]
    parcel = api.get(path).json()
    if {field: parcel[field] for field in changes} != changes:
        raise Mismatch(
            "Two changes came at once. One of them is lost.",
            expected=changes,
            actual={field: parcel[field] for field in changes},
            help="What was read before an await is old after it. Wait first, then read and write at one go.",
        )


@pytest.mark.criterion("removed-stays-removed")
@pytest.mark.parametrize("delete_first", [True, False], ids=["DELETE first", "PATCH first"])
def test_a_change_brings_no_parcel_back(api, new, two_at_once, delete_first):
    path = f"/parcels/{api.post('/parcels', json=new()).json()['id']}"
    both = [("DELETE", path, {}), ("PATCH", path, {"json": new()})]
    answers = two_at_once(api, *(both if delete_first else both[::-1]))
    removed, changed = answers if delete_first else answers[::-1]
    assert removed.status_code == 204
    if changed.status_code not in (200, 404):
        raise Mismatch("A PATCH came together with a DELETE.", expected="200 or 404", actual=changed.status_code)
    kept = api.get("/parcels")
    if kept.json():
        raise Mismatch(
            "A parcel was removed, and a PATCH that came at the same time has brought it back.",
            expected="no parcel",
            actual=kept.text,
            help="Look whether the parcel is still there after the wait.",
        )


@pytest.mark.criterion("removed-stays-removed")
def test_a_parcel_is_removed_only_once(api, new, two_at_once):
    path = f"/parcels/{api.post('/parcels', json=new()).json()['id']}"
    answers = two_at_once(api, ("DELETE", path, {}), ("DELETE", path, {}))
    assert sorted(answer.status_code for answer in answers) == [204, 404]
