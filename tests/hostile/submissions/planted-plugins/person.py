"""Nothing here is right. What stands beside it would change any pytest and any Python that looked at it."""


class Person:
    def __init__(self, name: str, age: int) -> None:
        self.name, self.age = None, None
