"""Checks of the library: books, members, loans, and a day that comes in as an argument."""

from datetime import date, timedelta

import pytest

from grader.toolbox import Mismatch, raising

KINDS = [
    "UnknownBookError",
    "UnknownMemberError",
    "DuplicateError",
    "BookOnLoanError",
    "NotOnLoanError",
    "LoanLimitError",
    "OverdueError",
]
SHELF = [
    ("978-1", "Weep Not, Child", "Ngũgĩ wa Thiong'o"),
    ("978-2", "A Grain of Wheat", "Ngũgĩ wa Thiong'o"),
    ("978-3", "Purple Hibiscus", "Chimamanda Ngozi Adichie"),
    ("978-4", "Die Straße", "Erika Grün"),
    ("978-5", "The Child in Time", "Ian McEwan"),
]


@pytest.fixture
def module(subject):
    """The module of the learner's."""
    return subject.module("library")


@pytest.fixture
def library(subject, module):
    """A library with seven books, B1 to B7, and two members, M1 and M2."""
    return subject.define("""
        from library import Book, Library, Member

        def filled():
            library = Library()
            for number in range(1, 8):
                library.add_book(Book(f"B{number}", f"Tales, part {number}", "Efua"))
            library.add_member(Member("M1", "Amina"))
            library.add_member(Member("M2", "Boris"))
            return library
    """)()


@pytest.fixture
def today(rng):
    """Some day of the years to come."""
    return date(rng.randint(2027, 2040), rng.randint(1, 12), rng.randint(1, 28))


def later(day, days):
    return day + timedelta(days=days)


def listed(subject, library, call, part="isbn"):
    """The ISBNs of the books, or of the loans, that a method of the library lists."""
    return subject.evaluate(f"[one.{part} for one in library.{call}]", library=library)


def available(subject, library):
    return listed(subject, library, "available()")


def loans_of(subject, library, card):
    return listed(subject, library, f'loans_of("{card}")', "book.isbn")


def overdue(subject, library, day):
    return subject.evaluate("[one.book.isbn for one in library.overdue(day)]", library=library, day=day)


def found(subject, library, text):
    return subject.evaluate("[one.isbn for one in library.search(text)]", library=library, text=text)


def names(attempt, word):
    """The message of the exception names what it is about."""
    if word not in str(attempt.error):
        raise Mismatch(
            "The message of the exception does not say what it is about.",
            expected=f"a message with {word} in it",
            actual=str(attempt.error) or "an empty message",
        )


# -- the floor ------------------------------------------------------------------------------------


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


@pytest.mark.criterion("book-lent")
def test_a_loan_joins_book_and_member(library, today, rng):
    number = rng.randint(1, 7)
    loan = library.lend(f"B{number}", "M2", today)
    assert loan.book.isbn == f"B{number}"
    assert loan.member.card == "M2"


@pytest.mark.criterion("book-lent")
def test_what_is_lent_is_not_available(subject, library, today):
    assert available(subject, library) == ["B1", "B2", "B3", "B4", "B5", "B6", "B7"]
    library.lend("B2", "M1", today)
    library.lend("B5", "M2", today)
    assert available(subject, library) == ["B1", "B3", "B4", "B6", "B7"]


@pytest.mark.criterion("book-returned")
def test_what_is_given_back_is_available(subject, library, today):
    library.lend("B2", "M1", today)
    library.lend("B3", "M2", today)
    library.give_back("B2", later(today, 1))
    assert available(subject, library) == ["B1", "B2", "B4", "B5", "B6", "B7"]


@pytest.mark.criterion("book-returned")
def test_what_is_given_back_can_be_lent_again(subject, library, today):
    library.lend("B2", "M1", today)
    library.give_back("B2", later(today, 1))
    loan = library.lend("B2", "M2", later(today, 2))
    assert loan.member.card == "M2"
    assert "B2" not in available(subject, library)


# -- days -----------------------------------------------------------------------------------------


@pytest.mark.criterion("due-date")
def test_a_loan_is_due_after_14_days(library, today):
    assert library.lend("B1", "M1", today).due == later(today, 14)
    assert library.lend("B2", "M2", later(today, 3)).due == later(today, 17)


@pytest.mark.criterion("due-date")
@pytest.mark.parametrize("start, due", [(date(2028, 2, 20), date(2028, 3, 5)), (date(2027, 12, 25), date(2028, 1, 8))])
def test_months_and_years_may_end_in_between(library, start, due):
    assert library.lend("B1", "M1", start).due == due


@pytest.mark.criterion("late-days")
def test_late_days_are_counted(library, today, rng):
    late = rng.randint(2, 60)
    library.lend("B1", "M1", today)
    library.lend("B2", "M2", today)
    assert library.give_back("B1", later(today, 14 + late)) == late
    assert library.give_back("B2", later(today, 15)) == 1


@pytest.mark.criterion("late-days")
@pytest.mark.parametrize("days", [0, 9, 14])
def test_in_time_is_zero_days_late(library, today, days):
    library.lend("B1", "M1", today)
    assert library.give_back("B1", later(today, days)) == 0


@pytest.mark.criterion("overdue-listed")
def test_late_loans_are_listed(subject, library, today):
    library.lend("B3", "M1", later(today, 2))
    library.lend("B1", "M2", today)
    library.lend("B2", "M1", later(today, 2))
    library.lend("B4", "M2", later(today, 3))
    assert overdue(subject, library, later(today, 14)) == []
    assert overdue(subject, library, later(today, 15)) == ["B1"]
    assert overdue(subject, library, later(today, 17)) == ["B1", "B3", "B2"]
    library.give_back("B3", later(today, 17))
    assert overdue(subject, library, later(today, 18)) == ["B1", "B2", "B4"]


@pytest.mark.criterion("loans-listed")
def test_the_loans_of_a_member(subject, library, today):
    library.lend("B5", "M1", today)
    library.lend("B2", "M2", today)
    library.lend("B1", "M1", later(today, 1))
    assert loans_of(subject, library, "M1") == ["B5", "B1"]
    assert loans_of(subject, library, "M2") == ["B2"]
    library.give_back("B5", later(today, 2))
    library.lend("B5", "M1", later(today, 3))
    assert loans_of(subject, library, "M1") == ["B1", "B5"]


@pytest.mark.criterion("loans-listed")
def test_without_a_loan_the_list_is_empty(subject, library):
    assert loans_of(subject, library, "M1") == []


# -- members --------------------------------------------------------------------------------------


@pytest.mark.criterion("kinds-differ")
def test_limits_and_days_of_the_two_kinds(subject, module):
    assert (module.Member.loan_limit, module.Member.loan_days) == (3, 14)
    assert (module.Student.loan_limit, module.Student.loan_days) == (5, 28)
    assert subject.is_subclass(module.Student, module.Member)


@pytest.mark.criterion("kinds-differ")
def test_a_student_has_28_days(library, module, today):
    library.add_member(module.Student("S1", "Chen"))
    assert library.lend("B1", "S1", today).due == later(today, 28)
    assert library.lend("B2", "M1", today).due == later(today, 14)


@pytest.mark.criterion("kinds-differ")
@pytest.mark.parametrize("days, late", [(20, 0), (28, 0), (30, 2)])
def test_the_days_late_of_a_student(library, module, today, days, late):
    library.add_member(module.Student("S1", "Chen"))
    library.lend("B1", "S1", today)
    assert library.give_back("B1", later(today, days)) == late


@pytest.mark.criterion("kinds-differ")
def test_a_kind_that_is_written_later(subject, library, today, rng):
    days = rng.randint(30, 90)
    visitor = subject.define(f"""
        from library import Member

        class Visitor(Member):
            loan_limit = 1
            loan_days = {days}
    """)
    library.add_member(visitor("V1", "Dalia"))
    assert library.find_member("V1").name == "Dalia"
    assert library.lend("B1", "V1", today).due == later(today, days)


@pytest.mark.criterion("limit-kept")
def test_the_fourth_book_is_one_too_many(subject, library, module, today):
    for isbn in ["B1", "B2", "B3"]:
        library.lend(isbn, "M1", today)
    with raising(module.LoanLimitError) as attempt:
        library.lend("B4", "M1", today)
    names(attempt, "M1")
    assert "B4" in available(subject, library)
    assert library.lend("B5", "M2", today).member.card == "M2"


@pytest.mark.criterion("limit-kept")
def test_after_giving_one_back_there_is_room_again(library, module, today):
    for isbn in ["B1", "B2", "B3"]:
        library.lend(isbn, "M1", today)
    library.give_back("B2", today)
    library.lend("B4", "M1", today)
    with raising(module.LoanLimitError):
        library.lend("B2", "M1", today)


@pytest.mark.criterion("limit-kept")
def test_a_student_may_have_five(library, module, today):
    library.add_member(module.Student("S1", "Chen"))
    for isbn in ["B1", "B2", "B3", "B4", "B5"]:
        library.lend(isbn, "S1", today)
    with raising(module.LoanLimitError):
        library.lend("B6", "S1", today)


@pytest.mark.criterion("limit-kept")
def test_the_limit_of_a_kind_that_is_written_later(subject, library, module, today):
    visitor = subject.define("""
        from library import Member

        class Visitor(Member):
            loan_limit = 1
            loan_days = 7
    """)
    library.add_member(visitor("V1", "Dalia"))
    library.lend("B1", "V1", today)
    with raising(module.LoanLimitError):
        library.lend("B2", "V1", today)


# -- refusals -------------------------------------------------------------------------------------


@pytest.mark.criterion("errors-family")
@pytest.mark.parametrize("kind", KINDS)
def test_every_exception_is_a_library_error_and_none_of_the_others(subject, module, kind):
    parents = subject.define("""
        def parents(kind):
            return [one.__name__ for one in kind.__mro__[1:]]
    """)
    found = parents(getattr(module, kind))
    if "LibraryError" not in found or "Exception" not in found:
        raise Mismatch(
            f"{kind} is no kind of LibraryError.",
            expected="LibraryError and Exception among its parents",
            actual=", ".join(found),
            help=f"class {kind}(LibraryError):, and above it class LibraryError(Exception):",
        )
    others = [name for name in found if name in KINDS]
    if others:
        raise Mismatch(
            f"{kind} is a kind of {others[0]}. Whoever catches that one gets both.",
            expected=f"none of the other six among the parents of {kind}",
            actual=", ".join(found),
        )


@pytest.mark.criterion("unknown-refused")
def test_an_unknown_book(subject, library, module, today, rng):
    isbn = f"X{rng.randint(100, 999)}"
    for ask in [
        lambda: library.find_book(isbn),
        lambda: library.lend(isbn, "M1", today),
        lambda: library.give_back(isbn, today),
    ]:
        with raising(module.UnknownBookError) as attempt:
            ask()
        names(attempt, isbn)
    assert loans_of(subject, library, "M1") == []


@pytest.mark.criterion("unknown-refused")
def test_an_unknown_member(subject, library, module, today, rng):
    card = f"X{rng.randint(100, 999)}"
    for ask in [
        lambda: library.find_member(card),
        lambda: library.lend("B1", card, today),
        lambda: library.loans_of(card),
    ]:
        with raising(module.UnknownMemberError) as attempt:
            ask()
        names(attempt, card)
    assert "B1" in available(subject, library)


@pytest.mark.criterion("lent-once")
@pytest.mark.parametrize("card", ["M1", "M2"])
def test_a_book_is_lent_once(subject, library, module, today, card):
    library.lend("B1", "M1", today)
    with raising(module.BookOnLoanError) as attempt:
        library.lend("B1", card, later(today, 2))
    names(attempt, "B1")
    assert loans_of(subject, library, "M2") == []
    assert listed(subject, library, 'loans_of("M1")', "due") == [later(today, 14)]


@pytest.mark.criterion("late-member-refused")
def test_a_late_member_gets_no_book(subject, library, module, today):
    library.lend("B1", "M1", today)
    library.lend("B2", "M1", later(today, 10))
    with raising(module.OverdueError) as attempt:
        library.lend("B3", "M1", later(today, 15))
    names(attempt, "M1")
    assert "B3" in available(subject, library)
    assert library.lend("B3", "M2", later(today, 15)).member.card == "M2"


@pytest.mark.criterion("late-member-refused")
def test_who_is_in_time_again_gets_a_book(library, today):
    library.lend("B1", "M1", today)
    library.lend("B2", "M1", later(today, 14))
    library.give_back("B1", later(today, 20))
    assert library.lend("B3", "M1", later(today, 20)).due == later(today, 34)


@pytest.mark.criterion("not-on-loan-refused")
def test_what_nobody_has_is_not_given_back(library, module, today):
    with raising(module.NotOnLoanError) as attempt:
        library.give_back("B1", today)
    names(attempt, "B1")


@pytest.mark.criterion("not-on-loan-refused")
def test_a_book_is_given_back_once(library, module, today):
    library.lend("B1", "M1", today)
    library.give_back("B1", today)
    with raising(module.NotOnLoanError):
        library.give_back("B1", today)


@pytest.mark.criterion("duplicates-refused")
def test_an_isbn_is_taken_once(library, module):
    with raising(module.DuplicateError) as attempt:
        library.add_book(module.Book("B1", "Another story", "Emeka"))
    names(attempt, "B1")
    assert library.find_book("B1").title == "Tales, part 1"


@pytest.mark.criterion("duplicates-refused")
def test_a_card_is_taken_once(library, module):
    with raising(module.DuplicateError) as attempt:
        library.add_member(module.Student("M1", "Farida"))
    names(attempt, "M1")
    assert library.find_member("M1").name == "Amina"


# -- search ---------------------------------------------------------------------------------------


@pytest.fixture
def shelf(module):
    """A library with five books of different authors."""
    library = module.Library()
    for isbn, title, author in SHELF:
        library.add_book(module.Book(isbn, title, author))
    return library


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
def test_a_text_is_searched_for(subject, shelf, text, isbns):
    assert found(subject, shelf, text) == isbns


@pytest.mark.criterion("search-found")
def test_a_book_that_fits_twice_comes_once(subject, module):
    library = module.Library()
    library.add_book(module.Book("978-8", "Amina, my life", "Amina Diallo"))
    assert found(subject, library, "amina") == ["978-8"]


@pytest.mark.criterion("search-found")
def test_books_on_loan_are_found(subject, library, today):
    library.lend("B3", "M1", today)
    assert found(subject, library, "part 3") == ["B3"]


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
def test_several_words_are_searched_for(subject, shelf, text, isbns):
    assert found(subject, shelf, text) == isbns


@pytest.mark.criterion("words-searched")
def test_no_word_finds_every_book(subject, shelf):
    assert found(subject, shelf, "") == [isbn for isbn, _, _ in SHELF]


# -- several libraries ----------------------------------------------------------------------------


@pytest.mark.criterion("libraries-independent")
def test_two_libraries_share_nothing(subject, library, module, today):
    other = module.Library()
    other.add_book(module.Book("B1", "A story of its own", "Emeka"))
    other.add_member(module.Member("M1", "Farida"))
    library.lend("B1", "M1", today)
    assert available(subject, other) == ["B1"]
    assert loans_of(subject, other, "M1") == []
    assert library.find_member("M1").name == "Amina"


@pytest.mark.criterion("libraries-independent")
@pytest.mark.parametrize("call", ["available()", "search('tales')", "loans_of('M1')", "overdue(date(2030, 1, 1))"])
def test_a_list_that_was_given_out_is_a_new_one(subject, library, call):
    subject.define(f"""
        from datetime import date

        def spoil(library):
            library.lend("B1", "M1", date(2029, 1, 1))
            library.{call}.clear()
    """)(library)
    assert found(subject, library, "tales") == ["B1", "B2", "B3", "B4", "B5", "B6", "B7"]
    assert available(subject, library) == ["B2", "B3", "B4", "B5", "B6", "B7"]
    assert loans_of(subject, library, "M1") == ["B1"]
    assert overdue(subject, library, date(2030, 1, 1)) == ["B1"]


# -- renewal --------------------------------------------------------------------------------------


@pytest.mark.criterion("loan-renewed")
def test_a_loan_is_renewed_from_today(subject, library, module, today):
    library.add_member(module.Student("S1", "Chen"))
    library.lend("B1", "M1", today)
    library.lend("B2", "S1", today)
    assert library.renew("B1", later(today, 14)).due == later(today, 28)
    assert library.renew("B2", later(today, 5)).due == later(today, 33)
    assert listed(subject, library, 'loans_of("M1")', "due") == [later(today, 28)]
    assert library.give_back("B1", later(today, 30)) == 2


@pytest.mark.criterion("loan-renewed")
def test_a_loan_is_renewed_once(subject, library, module, today):
    library.lend("B1", "M1", today)
    library.renew("B1", later(today, 1))
    with raising(module.LoanLimitError):
        library.renew("B1", later(today, 2))
    assert listed(subject, library, 'loans_of("M1")', "due") == [later(today, 15)]


@pytest.mark.criterion("loan-renewed")
def test_the_next_loan_can_be_renewed_again(library, today):
    library.lend("B1", "M1", today)
    library.renew("B1", today)
    library.give_back("B1", today)
    library.lend("B1", "M1", today)
    assert library.renew("B1", later(today, 2)).due == later(today, 16)


@pytest.mark.criterion("loan-renewed")
def test_a_late_loan_is_not_renewed(subject, library, module, today):
    library.lend("B1", "M1", today)
    with raising(module.OverdueError):
        library.renew("B1", later(today, 15))
    assert listed(subject, library, 'loans_of("M1")', "due") == [later(today, 14)]


@pytest.mark.criterion("loan-renewed")
def test_what_nobody_has_is_not_renewed(library, module, today):
    with raising(module.NotOnLoanError):
        library.renew("B1", today)
    with raising(module.UnknownBookError):
        library.renew("X9", today)
