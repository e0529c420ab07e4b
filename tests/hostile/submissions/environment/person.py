"""Changes the environment in every way that could change what the grader starts later."""

import os
import sys

from honest.person import Person as Honest

os.environ.clear()
os.environ.update(
    PYTHONPATH=os.getcwd(),
    PYTHONSTARTUP="person.py",
    PYTHONINSPECT="1",
    PYTHONWARNINGS="error",
    PYTHONHOME="/nowhere",
    PYTEST_ADDOPTS="--collect-only",
    PYTEST_PLUGINS="person",
    LD_PRELOAD="/nowhere.so",
    PATH="",
)
sys.path.clear()
sys.argv[:] = ["pytest", "--collect-only"]
os.chdir("/")
os.umask(0o777)
Person = Honest
