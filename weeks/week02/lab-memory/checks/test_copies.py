"""Checks of what is shared: change one, and look at the other."""

import pytest

from grader.toolbox import Mismatch

NAMES = ["sea", "hill", "market", "bridge", "harbour"]


@pytest.fixture
def photos(subject):
    """The learner's module."""
    return subject.module("photos")


@pytest.mark.criterion("tag-added")
def test_a_tag_comes_at_the_end(photos, rng):
    tags = rng.sample(NAMES, 3)
    assert photos.with_tag(tags, "new") == [*tags, "new"]
    assert photos.with_tag([], "new") == ["new"]
    assert photos.with_tag(["new"], "new") == ["new", "new"]


@pytest.mark.criterion("tag-added")
def test_the_given_tags_stay_as_they_are(subject, photos):
    tags_after = subject.define("""
        def tags_after(with_tag):
            tags = ["sea", "sunset"]
            with_tag(tags, "boat").append("sail")
            return tags
    """)
    assert tags_after(photos.with_tag) == ["sea", "sunset"]


@pytest.mark.criterion("album-begun")
@pytest.mark.parametrize("names", [[], ["hill"]])
def test_a_given_album_is_filled(subject, photos, names):
    is_filled = subject.define("""
        def is_filled(add_photo, photo, album):
            answer = add_photo(photo, album)
            return [photo.name for photo in album], answer is album
    """)
    album = [photos.Photo(name) for name in names]
    assert is_filled(photos.add_photo, photos.Photo("sea"), album) == ([*names, "sea"], True)


@pytest.mark.criterion("album-begun")
@pytest.mark.parametrize("given", ["", ", None"])
def test_each_call_without_an_album_begins_a_new_one(subject, photos, given):
    two_albums = subject.define(f"""
        def two_albums(add_photo, Photo):
            one = add_photo(Photo("sea"){given})
            two = add_photo(Photo("hill"){given})
            return [photo.name for photo in one], [photo.name for photo in two]
    """)
    assert two_albums(photos.add_photo, photos.Photo) == (["sea"], ["hill"])


@pytest.mark.criterion("rows-apart")
def test_a_sheet_is_a_table_of_empty_texts(photos, rng):
    rows, columns = rng.sample(range(2, 6), 2)
    assert photos.contact_sheet(rows, columns) == [[""] * columns] * rows
    assert photos.contact_sheet(0, columns) == []
    assert photos.contact_sheet(2, 0) == [[], []]


@pytest.mark.criterion("rows-apart")
def test_one_place_changes_alone(subject, photos):
    sheet_after = subject.define("""
        def sheet_after(contact_sheet):
            sheet = contact_sheet(3, 2)
            sheet[1][0] = "sea"
            return sheet
    """)
    assert sheet_after(photos.contact_sheet) == [["", ""], ["sea", ""], ["", ""]]


@pytest.fixture
def album(photos):
    return [photos.Photo("sea"), photos.Photo("hill")]


@pytest.mark.criterion("album-copied")
def test_the_copy_is_a_second_list(subject, photos, album):
    copy_after = subject.define("""
        def copy_after(copy_album, album):
            second = copy_album(album)
            album.pop()
            return [photo.name for photo in second]
    """)
    assert copy_after(photos.copy_album, album) == ["sea", "hill"]


@pytest.mark.criterion("album-copied")
def test_the_photos_are_the_very_same(subject, photos, album):
    same_photos = subject.define("""
        def same_photos(copy_album, album):
            return [one is other for one, other in zip(album, copy_album(album), strict=True)]
    """)
    assert same_photos(photos.copy_album, album) == [True, True]


@pytest.fixture
def template():
    return {"copies": 1, "paper": {"size": [10, 15], "finish": {"matt": True}}, "extras": [{"frame": "oak"}]}


@pytest.mark.criterion("order-independent")
def test_an_order_is_its_template_with_a_customer(photos, template, rng):
    customer = rng.choice(["Amina", "Boris", "Chen"])
    assert photos.order_from(template, customer) == {**template, "customer": customer}
    assert photos.order_from({"customer": ""}, customer) == {"customer": customer}


@pytest.mark.criterion("order-independent")
def test_the_template_stays_as_it_is(subject, photos, template):
    template_after = subject.define("""
        def template_after(order_from, template):
            order = order_from(template, "Amina")
            order["paper"]["size"].append("cm")
            order["paper"]["finish"]["matt"] = False
            order["extras"][0]["frame"] = "pine"
            order["extras"].append("card")
            return template
    """)
    assert template_after(photos.order_from, template) == template


@pytest.mark.criterion("order-independent")
def test_orders_do_not_change_each_other(subject, photos):
    two_orders = subject.define("""
        def two_orders(order_from):
            template = {"extras": ["card"]}
            one = order_from(template, "Amina")
            two = order_from(template, "Boris")
            one["extras"].append("frame")
            return one, two
    """)
    one = {"extras": ["card", "frame"], "customer": "Amina"}
    assert two_orders(photos.order_from) == (one, {"extras": ["card"], "customer": "Boris"})


@pytest.mark.criterion("photo-found")
def test_this_very_photo_is_found(photos, rng):
    equal = [photos.Photo("sea") for _ in range(4)]
    place = rng.randint(1, 3)
    assert photos.place_of(equal[place], equal) == place
    assert photos.place_of(equal[0], equal) == 0
    assert photos.place_of(equal[2], [equal[1], equal[2], equal[2]]) == 1


@pytest.mark.criterion("photo-found")
def test_an_equal_photo_is_another_one(photos):
    assert photos.place_of(photos.Photo("sea"), [photos.Photo("sea")]) is None
    assert photos.place_of(photos.Photo("sea"), []) is None


@pytest.mark.criterion("size-unchangeable")
def test_an_equal_size_finds_the_same_value(subject, photos, rng):
    price = rng.randint(2, 30)
    price_of = subject.define("""
        def price_of(Size, price):
            prices = {Size(10, 15): price}
            return prices.get(Size(10, 15)), prices.get(Size(15, 10))
    """)
    assert price_of(photos.Size, price) == (price, None)


@pytest.mark.criterion("size-unchangeable")
@pytest.mark.parametrize("name", ["width", "height"])
def test_a_size_cannot_be_changed(subject, photos, name):
    attempt = subject.define(f"""
        def attempt(size):
            try:
                size.{name} = 99
            except Exception:
                return "refused", size.{name}
            return "no exception", size.{name}
    """)
    assert attempt(photos.Size(20, 20)) == ("refused", 20)


@pytest.mark.criterion("size-unchangeable")
def test_scaling_gives_another_size(photos, rng):
    width, height, factor = rng.sample(range(2, 20), 3)
    size = photos.Size(width, height)
    larger = size.scaled(factor)
    assert (larger.width, larger.height) == (width * factor, height * factor)
    assert (size.width, size.height) == (width, height)


@pytest.mark.criterion("size-unchangeable")
def test_a_scaled_size_is_a_size(photos):
    assert photos.Size(10, 15).scaled(2) == photos.Size(20, 30)


@pytest.mark.criterion("nesting-counted")
def test_texts_in_boxes_are_counted(photos, rng):
    count = rng.randint(2, 6)
    assert photos.count_names(["sea", ["hill", []], [["market"] * count], "sea"]) == 3 + count
    assert photos.count_names([]) == 0
    assert photos.count_names([[[]], []]) == 0


@pytest.mark.criterion("nesting-counted")
def test_the_boxes_stay_as_they_are(subject, photos):
    boxes_after = subject.define("""
        def boxes_after(count_names):
            boxes = ["sea", ["hill", ["market"]]]
            count_names(boxes)
            return boxes
    """)
    assert boxes_after(photos.count_names) == ["sea", ["hill", ["market"]]]


@pytest.mark.criterion("nesting-counted")
def test_boxes_may_be_very_deep(subject, photos):
    count_deep = subject.define("""
        import sys

        def count_deep(count_names):
            sys.setrecursionlimit(1000)
            box = []
            for _ in range(100_000):
                box = ["sea", box]
            return count_names(box), sys.getrecursionlimit()
    """)
    try:
        found, limit = count_deep(photos.count_names)
    except RecursionError:
        raise Mismatch(
            "The stack is full: a function calls itself for each box inside a box.",
            expected="100000 texts are counted",
            actual="RecursionError",
            help="Use a loop, and keep a list of the boxes that still have to be opened.",
        ) from None
    assert found == 100_000
    if limit != 1000:
        raise Mismatch("The limit for calls inside calls was changed.", expected=1000, actual=limit)


@pytest.mark.criterion("marks-lean")
def test_a_mark_has_two_numbers_that_can_change(subject, photos, rng):
    x, y, later = rng.sample(range(100), 3)
    moved = subject.define("""
        def moved(mark, y):
            before = mark.x, mark.y
            mark.x, mark.y = mark.x + 1, y
            return before, (mark.x, mark.y)
    """)
    assert moved(photos.Mark(x, y), later) == ((x, y), (x + 1, later))


@pytest.mark.criterion("marks-lean")
def test_a_mark_has_no_dictionary(subject, photos):
    mark = photos.Mark(3, 4)
    if subject.has(mark, "__dict__"):
        raise Mismatch(
            "A mark keeps its attributes in a dictionary of its own.",
            expected="no __dict__",
            actual="a __dict__",
            help="`__slots__` in the class names the attributes. Every parent of the class needs it, too.",
        )
    attempt = subject.define("""
        def attempt(mark):
            try:
                mark.colour = "red"
            except AttributeError:
                return "refused"
            return "no AttributeError"
    """)
    assert attempt(mark) == "refused"
