"""Right, if odd: a person is a class whose greeting is the class itself, so that its name leads back to itself."""


def Person(name: str, age: int) -> type:  # noqa: N802
    class Someone:
        def __new__(cls) -> None:
            print(f"Hello, I am {name} and I am {age} years old.")

    Someone.name, Someone.age, Someone.greet = name, age, Someone
    return Someone
