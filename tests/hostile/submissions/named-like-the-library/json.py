"""The learner's own notes on JSON."""


def word() -> str:
    return "JavaScript"
