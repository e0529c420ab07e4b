"""Checks of queries.sql: six questions to users and orders that the learner does not know."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from grader.toolbox import Mismatch

CHEN = "chen@example.com"


@pytest.fixture
def answers(tables, written):
    """A query of queries.sql has this answer."""

    def answers(number, columns, expected):
        rows, wanted = tables.run_file("queries.sql")[number - 1], columns.split()
        if rows and "to do" in rows[0].values():
            raise Mismatch(f"Query {number} is still to be done.")
        if rows and set(rows[0]) != set(wanted):
            raise Mismatch(
                f"Query {number} answers with other columns.",
                expected=", ".join(wanted),
                actual=", ".join(rows[0]),
                help="AS gives a column its name: SELECT 2 * 3 AS product",
            )
        found = [tuple(row[name] for name in wanted) for row in rows]
        if found != expected:
            same = Counter(found) == Counter(expected)
            raise Mismatch(
                f"Query {number} {'has the right rows in another order' if same else 'answers with other rows'}.",
                expected=written(expected),
                actual=written(found),
            )

    return answers


@pytest.mark.criterion("queries-run")
def test_there_are_six_queries(tables):
    count = len(tables.run_file("queries.sql"))
    if count != 6:
        raise Mismatch(
            "queries.sql should hold six statements, one for each question.",
            expected=6,
            actual=count,
            help="Let SELECT 'to do'; stand where one is missing.",
        )


@pytest.mark.criterion("users-listed")
def test_users_come_by_name(answers, people):
    expected = sorted((name, email) for email, name in people.items())
    answers(1, "name email", expected)


@pytest.mark.criterion("user-found")
def test_a_user_is_found_by_email(tables, answers, people):
    (row,) = tables.query("SELECT id FROM users WHERE email = %s", CHEN)
    answers(2, "id name email", [(row["id"], "Chen", CHEN)])


@pytest.mark.criterion("names-searched")
def test_names_are_searched(answers, people):
    expected = sorted((name,) for name in people.values() if "ar" in name.lower())
    answers(3, "name", expected)


@pytest.mark.criterion("orders-joined")
def test_orders_show_their_user(answers, people, orders):
    dearest_first = sorted(orders, key=lambda order: -order.price)
    expected = [(people[order.email], order.product, order.price) for order in dearest_first]
    answers(4, "name product price", expected)


@pytest.mark.criterion("orders-counted")
def test_orders_are_counted(answers, people, orders):
    counts = Counter(order.email for order in orders)
    expected = [(name, counts[email]) for email, name in people.items()]
    answers(5, "name order_count", sorted(expected, key=lambda row: (-row[1], row[0])))


@pytest.mark.criterion("totals-filtered")
def test_totals_are_filtered(answers, people, orders):
    totals = defaultdict(Decimal)
    for order in orders:
        totals[order.email] += order.price
    expected = [(people[email], total) for email, total in totals.items() if total > 50]
    answers(6, "name total", sorted(expected, key=lambda row: -row[1]))
