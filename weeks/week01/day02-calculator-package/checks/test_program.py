"""Checks of day 2: the program, what it uses of the package, and the shape of the package."""

import ast
import re
import sys

import pytest

from grader.toolbox import Mismatch, ended_well

# Runs main.py and notes which functions of other files it calls: a folder for each of them, and in it an empty file
# for every number that came back, at each precision that a program may print it with.
_OBSERVED = """
import os, runpy, sys
root, notes, called = os.getcwd(), {notes!r}, {{}}
main = os.path.join(root, "main.py")

def observe(frame, event, answer):
    code, caller = frame.f_code, frame.f_back
    file = code.co_filename
    if event != "return" or code.co_name == "<module>" or file == main or not file.startswith(root + os.sep):
        return
    if caller is None or caller.f_code.co_filename != file:
        names = [name for name, value in frame.f_globals.items() if getattr(value, "__code__", None) is code]
        for name in [code.co_name, *names]:
            numbers = called.setdefault(os.path.join(os.path.dirname(os.path.relpath(file, root)), name), set())
            try:
                numbers.add(float(answer))
            except (TypeError, ValueError, OverflowError):
                continue

sys.argv = ["main.py"]
sys.setprofile(observe)
try:
    runpy.run_path(main, run_name="__main__")
finally:
    sys.setprofile(None)
    for name, numbers in called.items():
        folder = os.path.join(root, notes, name)
        os.makedirs(folder, exist_ok=True)
        for number in list(numbers)[:200]:
            for digits in range(8):
                open(os.path.join(folder, format(round(number, digits) + 0.0, ".10g")), "w").close()
"""
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[+-]?\d+)?")
_HELP = {
    "EOFError": "main.py asks for nothing: no input(). Choose the numbers yourself, and write them into the file.",
    "No module named 'calculator'": "Python looks beside main.py. Seen from there, the package is called utils.",
    "no known parent package": "main.py is started, so it is in no package. Leave the dot out: from utils...",
    "is not a package": "The name of a module in an import has no .py at its end: from utils.math_ops import ...",
    "circular import": "Two of your files import each other. Move what both need into a third file.",
}


@pytest.fixture
def run(subject):
    """What `python main.py` prints. It ends without an error."""
    finished = subject.program("main.py")
    hidden = {
        f"'{name}'": f"Your file {name}.py hides the module {name} of Python. Rename your file."
        for name in sys.stdlib_module_names
        if f"{name}.py" in subject.snapshot.files
    }
    for sign, advice in {**hidden, **_HELP}.items():
        if finished.exit_code and sign in finished.stderr:
            raise Mismatch(
                "The program ended with an error.",
                expected="exit status 0",
                actual=f"exit status {finished.exit_code}",
                help=advice,
            )
    ended_well(finished)
    return finished


@pytest.fixture
def observed(subject, rng):
    """What `python main.py` prints, and the folder with the notes of what it called."""
    notes = f"notes-{rng.randrange(10**9)}"
    subject.submitted_text("main.py")
    finished = subject.program("python", "-c", _OBSERVED.format(notes=notes), shown=["python", "main.py"])
    ended_well(finished)
    return finished.stdout, notes


def numbers_in(text):
    """Every number in a text, without commas or underscores between its digits."""
    return [float(found) for found in _NUMBER.findall(re.sub(r"(?<=\d)[,_](?=\d{3})", "", text))]


@pytest.mark.criterion("program-runs")
def test_the_program_prints_something(run):
    if not run.stdout.strip():
        raise Mismatch(
            "The program printed nothing.",
            expected="at least one line",
            actual="no line",
            help="Print in main(), and let the last lines of the file call main().",
        )


@pytest.mark.criterion("function-imported")
def test_a_function_of_another_file_is_called(subject, observed):
    _, notes = observed
    if not subject.exists(notes):
        raise Mismatch(
            "While main.py ran, no function of another file was called.",
            expected="a call of a function that stands in another file of yours",
            actual="no such call",
            help="An import alone calls nothing. The call is the name with brackets after it: add(2, 3)",
        )


@pytest.mark.criterion("operations-used")
def test_all_four_functions_are_called(subject, observed):
    _, notes = observed
    wanted = ["add", "subtract", "multiply", "is_number"]
    called = [name for name in wanted if subject.exists(f"{notes}/utils/{name}")]
    missing = [name for name in wanted if name not in called]
    if missing:
        raise Mismatch(
            f"While main.py ran, it did not call {' or '.join(missing)} of utils.",
            expected="calls of add, subtract, multiply and is_number",
            actual=f"calls of {', '.join(called)}" if called else "no call of them",
            help="A function counts if it stands in a file of the folder utils, and main.py imports it from there.",
        )


@pytest.mark.criterion("operations-used")
@pytest.mark.parametrize("name", ["add", "subtract", "multiply"])
def test_a_result_is_printed(subject, observed, name):
    printed, notes = observed
    found = numbers_in(printed)
    if not any(subject.exists(f"{notes}/utils/{name}/{number + 0.0:.10g}") for number in found):
        raise Mismatch(
            f"No number that {name}() returned is in what the program printed.",
            expected=f"a printed result of {name}()",
            actual=f"the numbers {', '.join(f'{number:.10g}' for number in dict.fromkeys(found))}"
            if found
            else "no number",
            help=f"Put the call into print(), or keep the result in a name and print that: total = {name}(2, 3)",
        )


@pytest.mark.criterion("import-quiet")
def test_importing_main_prints_nothing(subject):
    subject.submitted_text("main.py")
    finished = subject.program("python", "-c", "import main")
    ended_well(finished)
    if finished.output.strip():
        raise Mismatch(
            "Importing main printed something.",
            expected="no line",
            help="A line at the left edge that prints may stand in main.py or in a file that main.py imports.",
        )


@pytest.mark.criterion("package-made")
def test_utils_is_a_package(subject):
    if "utils/__init__.py" not in subject.snapshot.files:
        raise Mismatch(
            "There is no file utils/__init__.py.",
            expected="utils/__init__.py",
            actual=", ".join(sorted(subject.snapshot.files)),
            help="Create it beside math_ops.py, with exactly this name. All it needs is a docstring.",
        )
    subject.module("utils")


def has_docstring(subject, name):
    """Whether a file begins with a text that says something."""
    try:
        tree = ast.parse(subject.submitted_text(name))
    except SyntaxError as error:
        raise Mismatch(
            f"Python cannot read {name}.", expected="a file that loads", actual=f"line {error.lineno}: {error.msg}"
        ) from None
    return bool((ast.get_docstring(tree) or "").strip())


@pytest.mark.criterion("modules-documented")
def test_every_module_begins_with_a_docstring(subject):
    modules = sorted(name for name in subject.snapshot.files if name.endswith(".py"))
    bare = [name for name in modules if not has_docstring(subject, name)]
    if bare:
        raise Mismatch(
            "A module has no docstring." if len(bare) == 1 else f"{len(bare)} modules have no docstring.",
            expected="a text in three double quotes, above the first line of code",
            actual=f"none in {', '.join(bare)}",
            help="A line that begins with # is a comment, and a text below an import is no docstring any more.",
        )
