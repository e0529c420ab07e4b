"""The learner's notes; there is nothing in them yet."""
