"""Checks of the functions: one for each topic of the basics."""

import ast

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def basics(subject):
    return subject.module("basics")


def returned(answer, expected):
    """The answer is the expected one; an answer that was printed instead is told apart."""
    if answer is None and expected is not None:
        raise Mismatch(
            "The function returned nothing.",
            expected=repr(expected),
            actual="None",
            help="A function gives its answer back with return. A path through it without a return gives None.",
        )
    assert answer == expected


def quarters(rng, count):
    """Different amounts of money that a float holds exactly."""
    return [number / 4 for number in rng.sample(range(5, 400), count)]


@pytest.mark.criterion("price-read")
@pytest.mark.parametrize("shape", ["{}", "{}.5", " {}.25 ", "-{}"])
def test_a_text_becomes_a_number(basics, rng, shape):
    text = shape.format(rng.randint(3, 90))
    returned(basics.to_price(text), float(text))


@pytest.mark.criterion("price-read")
@pytest.mark.parametrize("text", ["tea", "", "3 EUR", "1.2.3"])
def test_other_text_gives_the_default(basics, rng, text):
    default = float(rng.randint(2, 90))
    returned(basics.to_price(text), 0.0)
    returned(basics.to_price(text, default), default)
    returned(basics.to_price(text, default=None), None)


@pytest.mark.criterion("price-read")
def test_zero_is_a_number_too(basics):
    returned(basics.to_price("0", 5.0), 0.0)


@pytest.mark.criterion("name-shown")
def test_the_name_comes_first(basics, rng):
    name = rng.choice(["Amina", "Boris", "Chen"])
    returned(basics.display_name(name, "shop@example.com"), name)
    returned(basics.display_name(name, None), name)


@pytest.mark.criterion("name-shown")
@pytest.mark.parametrize("missing", ["", None])
def test_the_address_stands_in_for_a_missing_name(basics, rng, missing):
    email = f"user{rng.randint(10, 99)}@example.com"
    returned(basics.display_name(missing, email), email)


@pytest.mark.criterion("name-shown")
@pytest.mark.parametrize("name, email", [("", ""), (None, None), ("", None), (None, "")])
def test_without_both_it_is_a_guest(basics, name, email):
    returned(basics.display_name(name, email), "guest")


@pytest.mark.criterion("fee-decided")
@pytest.mark.parametrize("lowest, highest, fee", [(0, 19, 4.9), (20, 49, 2.9), (50, 900, 0.0)])
def test_every_step_has_its_fee(basics, rng, lowest, highest, fee):
    returned(basics.shipping_fee(lowest), fee)
    returned(basics.shipping_fee(rng.randint(lowest, highest)), fee)
    returned(basics.shipping_fee(highest + 0.99), fee)


@pytest.mark.criterion("first-found")
def test_the_first_price_above_the_limit_is_found(basics, rng):
    low, limit, second, first = sorted(quarters(rng, 4))
    returned(basics.first_over([low, first, low, second], limit), first)
    returned(basics.first_over([second, first], limit), second)


@pytest.mark.criterion("first-found")
def test_a_price_that_equals_the_limit_is_not_above_it(basics, rng):
    limit, higher = sorted(quarters(rng, 2))
    returned(basics.first_over([limit, higher], limit), higher)
    returned(basics.first_over([limit], limit), None)


@pytest.mark.criterion("first-found")
def test_no_prices_no_match(basics):
    returned(basics.first_over([], 10.0), None)


@pytest.mark.criterion("paid-added")
def test_amounts_are_added_and_none_is_left_out(basics, rng):
    first, second, third = quarters(rng, 3)
    returned(basics.paid_total([first, None, second, None, None, third]), first + second + third)


@pytest.mark.criterion("paid-added")
def test_a_refund_is_an_amount(basics, rng):
    paid, back = quarters(rng, 2)
    returned(basics.paid_total([paid, 0.0, -back]), paid - back)


@pytest.mark.criterion("paid-added")
@pytest.mark.parametrize("amounts", [[], [None]])
def test_nothing_paid_is_zero(basics, amounts):
    returned(basics.paid_total(amounts), 0.0)


@pytest.mark.criterion("stock-counted")
def test_sold_and_returned_pieces_are_counted(basics, rng):
    stock, sold, back = rng.randint(20, 90), rng.randint(3, 6), rng.randint(1, 2)
    events = rng.sample(["sold"] * sold + ["returned"] * back + ["viewed"] * 3, sold + back + 3)
    returned(basics.stock_after(stock, events), stock - sold + back)


@pytest.mark.criterion("stock-counted")
@pytest.mark.parametrize("events", [["viewed", "viewed"], []])
def test_without_a_sale_the_stock_stays(basics, rng, events):
    stock = rng.randint(3, 90)
    returned(basics.stock_after(stock, events), stock)


@pytest.mark.criterion("loop-words")
@pytest.mark.parametrize(
    "function, word", [("first_over", "break"), ("paid_total", "continue"), ("stock_after", "pass")]
)
def test_a_loop_uses_its_word(subject, function, word):
    tree = ast.parse(subject.submitted_text("basics.py"))
    written = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
    words = {type(part).__name__.lower() for node in written for part in ast.walk(node)}
    if word not in words:
        others = ", ".join(sorted(words & {"break", "continue", "pass"}))
        raise Mismatch(
            f"There is no {word} in {function}().",
            expected=f"a line {word} inside the loop of {function}()",
            actual=others or "none of the words break, continue and pass",
            help=f"The brief asks for {word} in this function, so that you have written each of the three words once.",
        )


@pytest.mark.criterion("pages-listed")
def test_every_page_has_a_start(basics, rng):
    size = rng.randint(3, 20)
    returned(basics.page_starts(3 * size, size), [0, size, 2 * size])
    returned(basics.page_starts(3 * size + 1, size), [0, size, 2 * size, 3 * size])


@pytest.mark.criterion("pages-listed")
def test_no_items_no_page(basics):
    returned(basics.page_starts(0, 10), [])
    returned(basics.page_starts(1, 10), [0])


@pytest.mark.criterion("receipt-aligned")
@pytest.mark.parametrize("name", ["Tea", "Bread", "Strawberries"])
def test_a_line_has_its_columns(basics, rng, name):
    [price], quantity = quarters(rng, 1), rng.randint(2, 9)
    amount = f"{price * quantity:.2f}"
    returned(basics.receipt_line(name, price, quantity, "USD"), name.ljust(12) + amount.rjust(10) + " USD")


@pytest.mark.criterion("receipt-aligned")
def test_a_whole_number_gets_two_digits(basics):
    returned(basics.receipt_line("Rice", 1200, 2, "EUR"), "Rice           2400.00 EUR")


@pytest.mark.criterion("receipt-defaults")
def test_one_piece_in_euros_is_the_default(basics, rng):
    [price] = quarters(rng, 1)
    returned(basics.receipt_line("Soap", price), "Soap".ljust(12) + f"{price:.2f}".rjust(10) + " EUR")


@pytest.mark.criterion("receipt-defaults")
def test_arguments_can_be_given_by_name(basics):
    returned(basics.receipt_line("Soap", 2.5, currency="KES"), "Soap              2.50 KES")
    returned(basics.receipt_line(quantity=3, price=2.5, name="Soap"), "Soap              7.50 EUR")


@pytest.mark.criterion("basket-kept")
@pytest.mark.parametrize("basket", [[], ["soap", "tea"]])
def test_the_basket_that_was_given_is_changed(subject, basics, rng, basket):
    item = rng.choice(["bread", "rice", "milk"])
    returned(basics.add_item(item, basket), [*basket, item])
    kept = subject.define("""
        def kept(add_item, item, basket):
            add_item(item, basket)
            return basket
    """)
    if kept(basics.add_item, item, basket) != [*basket, item]:
        raise Mismatch(
            "The basket that was given has not changed.",
            expected=f"the item at the end of the list itself: {[*basket, item]}",
            actual=f"the list as it was: {basket}",
            help="append() changes a list. A new list is made only if no basket was given: if basket is None",
        )


@pytest.mark.criterion("basket-fresh")
def test_without_a_basket_a_new_one_begins(basics, rng):
    first, second = rng.sample(["bread", "rice", "milk"], 2)
    returned(basics.add_item(first), [first])
    returned(basics.add_item(second), [second])


@pytest.mark.criterion("names-cleaned")
def test_names_are_tidied_up(basics, rng):
    first, second, third = rng.sample(["Amina", "Boris", "Chen", "Dalia"], 3)
    text = f"  {first.lower()}, {second.upper()},{third.lower()} "
    returned(basics.clean_names(text), f"{first}, {second}, {third}")


@pytest.mark.criterion("names-cleaned")
@pytest.mark.parametrize(
    "text, expected", [("chen,, ,dalia,", "Chen, Dalia"), ("BORIS", "Boris"), ("", ""), (" , ", "")]
)
def test_empty_parts_are_left_out(basics, text, expected):
    returned(basics.clean_names(text), expected)


@pytest.mark.criterion("initials-made")
@pytest.mark.parametrize(
    "name, expected", [("Amina Diallo", "A.D."), ("  boris   van dam ", "B.V.D."), ("chen", "C."), ("", "")]
)
def test_every_part_gives_a_letter(basics, name, expected):
    returned(basics.initials(name), expected)
