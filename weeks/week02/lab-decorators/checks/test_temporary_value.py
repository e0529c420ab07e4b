"""Checks of the lab: a value that is there for one block."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture(autouse=True)
def module(subject):
    return subject.module("decorators")


@pytest.mark.criterion("value-replaced")
@pytest.mark.parametrize("before", [{"colour": "blue"}, {}])
def test_inside_the_block_the_value_is_there(subject, rng, before):
    inside = subject.define("""
        from decorators import temporary_value

        def inside(settings, value):
            with temporary_value(settings, "colour", value):
                return dict(settings)
    """)
    value = rng.choice(["red", "green", "grey"])
    assert inside(before, value) == {"colour": value}


@pytest.mark.criterion("value-restored")
@pytest.mark.parametrize("before", [{"colour": "blue"}, {"colour": None}, {}])
def test_after_the_block_the_key_is_as_before(subject, before):
    after = subject.define("""
        from decorators import temporary_value

        def after(settings):
            with temporary_value(settings, "colour", "red"):
                settings["size"] = 5
            return settings
    """)
    assert after(before) == {**before, "size": 5}


@pytest.mark.criterion("value-safe")
@pytest.mark.parametrize("before", [{"colour": "blue"}, {}])
def test_after_an_exception_the_key_is_as_before(subject, before):
    after = subject.define("""
        from decorators import temporary_value

        def after(settings):
            try:
                with temporary_value(settings, "colour", "red"):
                    raise OverflowError("too much")
            except OverflowError:
                return "goes on", settings
            return "is hidden", settings
    """)
    assert after(before) == ("goes on", before)


@pytest.mark.criterion("value-removed")
@pytest.mark.parametrize("before", [{"colour": "blue"}, {}])
def test_the_block_may_take_the_key_out(subject, before):
    after = subject.define("""
        from decorators import temporary_value

        def after(settings):
            with temporary_value(settings, "colour", "red"):
                del settings["colour"]
            return settings
    """)
    assert after(before) == before


@pytest.mark.criterion("generator-used")
def test_it_is_a_generator(subject):
    is_generator = subject.define("""
        from decorators import temporary_value
        from inspect import isgeneratorfunction, unwrap

        is_generator = isgeneratorfunction(unwrap(temporary_value))
    """)
    if not is_generator:
        raise Mismatch(
            "temporary_value is not written as a generator.",
            expected="@contextmanager above the function, and a yield in it",
            actual="something else",
        )
