"""Checks of what a library keeps: books and members, the search, and two libraries side by side."""

from datetime import date

import pytest

SHELF = [
    ("978-1", "Weep Not, Child", "Ngũgĩ wa Thiong'o"),
    ("978-2", "A Grain of Wheat", "Ngũgĩ wa Thiong'o"),
    ("978-3", "Purple Hibiscus", "Chimamanda Ngozi Adichie"),
    ("978-4", "Die Straße", "Erika Grün"),
    ("978-5", "The Child in Time", "Ian McEwan"),
]


@pytest.fixture
def shelf(module):
    """A library with five books of different authors."""
    library = module.Library()
    for isbn, title, author in SHELF:
        library.add_book(module.Book(isbn, title, author))
    return library


@pytest.mark.criterion("books-kept")
def test_a_book_is_found_by_its_isbn(module, rng):
    chosen = rng.sample(SHELF, 2)
    library = module.Library()
    for isbn, title, author in chosen:
        library.add_book(module.Book(isbn, title, author))
    for isbn, title, author in chosen:
        book = library.find_book(isbn)
        assert book.isbn == isbn
        assert book.title == title
        assert book.author == author


@pytest.mark.criterion("members-kept")
def test_a_member_is_found_by_the_card(module, rng):
    library = module.Library()
    amina, boris = rng.sample(["M1", "M2", "M3", "M4"], 2)
    library.add_member(module.Member(amina, "Amina"))
    library.add_member(module.Member(boris, "Boris"))
    assert library.find_member(amina).name == "Amina"
    assert library.find_member(boris).name == "Boris"
    assert library.find_member(boris).card == boris


@pytest.mark.criterion("search-found")
@pytest.mark.parametrize(
    "text, isbns",
    [
        ("child", ["978-1", "978-5"]),
        ("PURPLE", ["978-3"]),
        ("Hibi", ["978-3"]),
        ("ngũgĩ", ["978-1", "978-2"]),
        ("ng", ["978-1", "978-2", "978-3"]),
        ("STRASSE", ["978-4"]),
        ("giraffe", []),
        ("wheatn", []),
        ("978", []),
    ],
)
def test_a_text_is_searched_for(shelf, listed, text, isbns):
    assert listed.search(shelf, text) == isbns


@pytest.mark.criterion("search-found")
def test_a_book_that_fits_twice_comes_once(module, listed):
    library = module.Library()
    library.add_book(module.Book("978-8", "Amina, my life", "Amina Diallo"))
    assert listed.search(library, "amina") == ["978-8"]


@pytest.mark.criterion("search-found")
def test_books_on_loan_are_found(library, listed, today):
    library.lend("B3", "M1", today)
    assert listed.search(library, "part 3") == ["B3"]


@pytest.mark.criterion("words-searched")
@pytest.mark.parametrize(
    "text, isbns",
    [
        ("child ngũgĩ", ["978-1"]),
        ("of  grain", ["978-2"]),
        (" Thiong'o WHEAT ", ["978-2"]),
        ("child hibiscus", []),
    ],
)
def test_several_words_are_searched_for(shelf, listed, text, isbns):
    assert listed.search(shelf, text) == isbns


@pytest.mark.criterion("words-searched")
def test_no_word_finds_every_book(shelf, listed):
    assert listed.search(shelf, "") == [isbn for isbn, _, _ in SHELF]


@pytest.mark.criterion("libraries-independent")
def test_two_libraries_share_nothing(library, listed, module, today):
    other = module.Library()
    other.add_book(module.Book("B1", "A story of its own", "Emeka"))
    other.add_member(module.Member("M1", "Farida"))
    library.lend("B1", "M1", today)
    assert listed.available(other) == ["B1"]
    assert listed.loans_of(other, "M1") == []
    assert library.find_member("M1").name == "Amina"


@pytest.mark.criterion("libraries-independent")
@pytest.mark.parametrize("call", ["available()", "search('tales')", "loans_of('M1')", "overdue(date(2030, 1, 1))"])
def test_a_list_that_was_given_out_is_a_new_one(subject, library, listed, call):
    subject.define(f"""
        from datetime import date

        def spoil(library):
            library.lend("B1", "M1", date(2029, 1, 1))
            library.{call}.clear()
    """)(library)
    assert listed.search(library, "tales") == ["B1", "B2", "B3", "B4", "B5", "B6", "B7"]
    assert listed.available(library) == ["B2", "B3", "B4", "B5", "B6", "B7"]
    assert listed.loans_of(library, "M1") == ["B1"]
    assert listed.overdue(library, date(2030, 1, 1)) == ["B1"]
