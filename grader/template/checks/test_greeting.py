"""Checks of a greeting that knows its guest."""

import pytest


@pytest.mark.criterion("guest-greeted")
def test_the_greeting_names_the_guest(subject, rng):
    name = rng.choice(["Amina", "Boris", "Chen", "Dalia"])
    assert name in subject.module("greeting").greeting(name)
