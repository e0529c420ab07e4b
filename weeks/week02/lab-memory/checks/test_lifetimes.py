"""Checks of who keeps whom alive: a weak reference watches, the last holder lets go."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def photos(subject):
    """The learner's module."""
    return subject.module("photos")


@pytest.mark.criterion("shelf-weak")
def test_a_photo_that_somebody_holds_is_found(subject, photos):
    visits = subject.define("""
        def visits(Shelf, Photo):
            loaded = []
            def load(name):
                loaded.append(name)
                return Photo(name)
            shelf = Shelf(load)
            held = [shelf.photo("sea"), shelf.photo("hill"), shelf.photo("sea")]
            return loaded, held[0] is held[2], held[1].name
    """)
    assert visits(photos.Shelf, photos.Photo) == (["sea", "hill"], True, "hill")


@pytest.mark.criterion("shelf-weak")
def test_a_shelf_keeps_no_photo_alive(subject, photos):
    stays_alive = subject.define("""
        import gc
        import weakref

        def stays_alive(Shelf, Photo):
            shelf = Shelf(Photo)
            photo = shelf.photo("sea")
            watch = weakref.ref(photo)
            del photo
            gc.collect()
            return watch() is not None
    """)
    if stays_alive(photos.Shelf, photos.Photo):
        raise Mismatch(
            "Nobody holds the photo any more, and it is still in memory.",
            expected="the photo is gone",
            actual="the photo stays alive",
            help="A dictionary, a list or an attribute of the shelf holds what is in it. A weak one does not.",
        )


@pytest.mark.criterion("shelf-weak")
def test_a_photo_that_is_gone_is_loaded_again(subject, photos):
    loaded_twice = subject.define("""
        def loaded_twice(Shelf, Photo):
            loaded = []
            def load(name):
                loaded.append(name)
                return Photo(name)
            shelf = Shelf(load)
            return shelf.photo("sea").name, shelf.photo("sea").name, loaded
    """)
    assert loaded_twice(photos.Shelf, photos.Photo) == ("sea", "sea", ["sea", "sea"])


@pytest.mark.criterion("shelf-weak")
def test_two_shelves_do_not_mix(subject, photos):
    from_two = subject.define("""
        def from_two(Shelf, Photo):
            one = Shelf(Photo)
            other = Shelf(lambda name: Photo(name.upper()))
            held = one.photo("sea")
            return held.name, other.photo("sea").name
    """)
    assert from_two(photos.Shelf, photos.Photo) == ("sea", "SEA")


@pytest.mark.criterion("parent-weak")
def test_a_folder_knows_its_name_children_and_parent(subject, photos, rng):
    names = rng.sample(["sea", "hill", "market"], 2)
    trip = photos.Folder("trip")
    assert (trip.name, list(trip.children), trip.parent) == ("trip", [], None)
    children = [photos.Folder(name) for name in names]
    for child in children:
        trip.add(child)
    assert [child.name for child in trip.children] == names
    assert list(children[0].children) == []
    if not subject.is_same(children[0].parent, trip):
        raise Mismatch("The parent is another object.", expected="the folder itself", actual="another object")


@pytest.mark.criterion("parent-weak")
def test_a_folder_holds_its_children(subject, photos):
    grandchildren = subject.define("""
        import gc

        def grandchildren(Folder):
            trip, sea = Folder("trip"), Folder("sea")
            sea.add(Folder("boats"))
            trip.add(sea)
            del sea
            gc.collect()
            return [[one.name for one in child.children] for child in trip.children]
    """)
    assert grandchildren(photos.Folder) == [["boats"]]


@pytest.mark.criterion("parent-weak")
def test_a_child_does_not_keep_its_parent_alive(subject, photos):
    stays_alive = subject.define("""
        import gc
        import weakref

        def stays_alive(Folder):
            gc.disable()
            trip, sea = Folder("trip"), Folder("sea")
            trip.add(sea)
            watch = weakref.ref(trip)
            del trip
            return watch() is not None, sea.parent is not None
    """)
    alive, known = stays_alive(photos.Folder)
    if alive or known:
        raise Mismatch(
            "Only the child is held, and its parent is still there.",
            expected="(False, False)",
            actual=f"({alive}, {known})",
            help="A parent and a child that hold each other wait for the garbage collector. Make one link weak.",
        )


@pytest.mark.criterion("end-noted")
def test_the_end_of_a_photo_is_noted(subject, photos, rng):
    notes = subject.define("""
        import gc

        def notes(note_when_gone, Photo, name):
            gone = []
            photo, other = Photo(name), Photo("other")
            note_when_gone(photo, gone)
            note_when_gone(other, gone)
            gc.collect()
            before = list(gone)
            del photo
            gc.collect()
            return before, list(gone)
    """)
    name = rng.choice(["sea", "hill", "market"])
    before, after = notes(photos.note_when_gone, photos.Photo, name)
    if not before and not after:
        raise Mismatch(
            "The photo was let go, and its name is not noted.",
            expected=[name],
            actual="[]",
            help="Something still holds the photo, or nothing holds the weak reference that should tell of its end.",
        )
    assert (before, after) == ([], [name])


@pytest.mark.criterion("end-noted")
def test_the_name_is_that_of_the_call(subject, photos):
    renamed = subject.define("""
        import gc

        def renamed(note_when_gone, Photo):
            gone = []
            photo = Photo("sea")
            note_when_gone(photo, gone)
            photo.name = "hill"
            del photo
            gc.collect()
            return gone
    """)
    assert renamed(photos.note_when_gone, photos.Photo) == ["sea"]
