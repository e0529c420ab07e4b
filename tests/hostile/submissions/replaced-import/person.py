"""Nothing here is right, but whatever is imported from now on is made here."""

import builtins
import importlib
import importlib.abc
import importlib.machinery
import sys


class Person:
    def __init__(self, name: str, age: int) -> None:
        self.name, self.age = AGREEABLE, AGREEABLE


class Agreeable:
    def __getattr__(self, name: str) -> "Agreeable":
        return self

    def __call__(self, *_: object, **__: object) -> "Agreeable":
        return self


AGREEABLE = Agreeable()


class Maker(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec:
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec: object) -> Agreeable:
        return AGREEABLE

    def exec_module(self, module: object) -> None:
        pass


sys.meta_path[:] = [Maker()]
sys.path_hooks.clear()
sys.path_importer_cache.clear()
builtins.__import__ = importlib.import_module = AGREEABLE
