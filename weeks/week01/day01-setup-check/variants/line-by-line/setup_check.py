import math
import sys
from importlib.metadata import version

try:
    import requests
    import rich
except ImportError:
    print("Activate the environment first.")
    raise


def factorial(n: int, *, limit: int = 1000) -> int:
    if n > limit:
        raise ValueError("too large")
    return math.factorial(n)


def greet(name: str) -> str:
    return "Good morning, {}".format(name)  # noqa: UP032


if __name__ == "__main__":
    file = open("output.txt", "w")  # noqa: SIM115

    print(sys.version_info)
    print(sys.version_info, file=file)

    for module in requests, rich:
        print(name := module.__name__, version(name))
        print(name, version(name), file=file)

    for n in range(5):
        line = f"{n}! is {factorial(n)}"
        print(line)
        file.write(line)
        file.write("\n")

    file.close()
    print("The same is in output.txt now")
