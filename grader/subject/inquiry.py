"""Questions about the learner's objects: what Python itself knows of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from grader.subject.remote import Remote, about, literal


class Parameter(NamedTuple):
    name: str
    kind: str
    annotation: str | None
    default: str | None


class Signature(NamedTuple):
    parameters: dict[str, Parameter]
    returns: str | None


class Field(NamedTuple):
    name: str
    annotation: str | None
    default: str | None
    has_default: bool


class Inquiry:
    """What a check can ask about an object; the subject says how a question travels."""

    def _question(self, operation: str, *arguments: Any, asked: str | None = None) -> Any:
        raise LookupError(f"nobody answers {operation}{arguments}{asked}")

    def _echo(self, text: str) -> None:
        """What Python itself would have shown for the last answer."""
        raise LookupError(f"nobody shows {text}")

    def is_dataclass(self, value: Any) -> bool:
        return bool(self._question("is_dataclass", value, asked=f"dataclasses.is_dataclass({literal(value)})"))

    def is_subclass(self, kind: Any, parent: Any) -> bool:
        return bool(
            self._question("is_subclass", kind, parent, asked=f"issubclass({literal(kind)}, {literal(parent)})")
        )

    def is_instance(self, value: Any, kind: Any) -> bool:
        if not isinstance(kind, Remote):
            raise TypeError("is_instance takes a class of the learner's; compare plain values directly")
        return bool(self._question("is_instance", value, kind, asked=f"isinstance({literal(value)}, {literal(kind)})"))

    def is_same(self, one: Any, other: Any) -> bool:
        return bool(self._question("same", one, other, asked=f"{literal(one)} is {literal(other)}"))

    def is_abstract(self, kind: Any) -> bool:
        return bool(self._question("is_abstract", kind, asked=f"inspect.isabstract({literal(kind)})"))

    def is_enum(self, kind: Any) -> bool:
        return bool(self._question("is_enum", kind, asked=f"issubclass({literal(kind)}, enum.Enum)"))

    def is_generator(self, value: Any) -> bool:
        return bool(self._question("is_generator", value, asked=f"inspect.isgenerator({literal(value)})"))

    def is_coroutine_function(self, function: Any) -> bool:
        return bool(
            self._question("is_coroutine_function", function, asked=f"inspect.iscoroutinefunction({literal(function)})")
        )

    def is_callable(self, value: Any) -> bool:
        return bool(self._question("is_callable", value, asked=f"callable({literal(value)})"))

    def is_property(self, kind: Any, name: str) -> bool:
        return bool(self._question("is_property", kind, name, asked=_static(kind, name, "property")))

    def is_classmethod(self, kind: Any, name: str) -> bool:
        return bool(self._question("is_classmethod", kind, name, asked=_static(kind, name, "classmethod")))

    def is_staticmethod(self, kind: Any, name: str) -> bool:
        return bool(self._question("is_staticmethod", kind, name, asked=_static(kind, name, "staticmethod")))

    def has(self, value: Any, name: str) -> bool:
        return bool(self._question("has", value, name, asked=f"hasattr({literal(value)}, {literal(name)})"))

    def type_of(self, value: Any) -> Any:
        return self._question("type", value, asked=f"type({literal(value)})")

    def type_name(self, value: Any) -> str:
        """The name of a value's type, known without asking."""
        return str(about(value)["type"]) if isinstance(value, Remote) else type(value).__name__

    def names(self, value: Any) -> list[str]:
        """The public names of an object; of a module, those that it defines itself."""
        return list(self._question("names", value, asked=_public(value)))

    def variables(self, value: Any) -> dict[str, Any]:
        return dict(self._question("variables", value, asked=f"vars({literal(value)})"))

    def doc(self, value: Any) -> str | None:
        found: str | None = self._question("doc", value, asked=f"inspect.getdoc({literal(value)})")
        return found

    def defined_in(self, kind: Any, name: str) -> str | None:
        """The name of the class, among a class and its parents, that defines a name itself."""
        found: str | None = self._question(
            "defined_in",
            kind,
            name,
            asked=f"next((c.__name__ for c in {literal(kind)}.__mro__ if {literal(name)} in vars(c)), None)",
        )
        return found

    def annotations(self, value: Any) -> dict[str, str]:
        return dict(self._question("annotations", value, asked=f"typing.get_type_hints({literal(value)})"))

    def signature(self, function: Any) -> Signature:
        found = self._question("signature", function, asked=f"inspect.signature({literal(function)})")
        self._echo(str(found["shown"]))
        parameters = {parameter["name"]: Parameter(**parameter) for parameter in found["parameters"]}
        return Signature(parameters, found["returns"])

    def fields(self, kind: Any) -> dict[str, Field]:
        """The fields of a dataclass, by name."""
        found = self._question("fields", kind, asked=f"dataclasses.fields({literal(kind)})")
        return {field["name"]: Field(**field) for field in found}


def _public(value: Any) -> str:
    return f'[name for name in dir({literal(value)}) if not name.startswith("_")]'


def _static(kind: Any, name: str, what: str) -> str:
    return f"isinstance(inspect.getattr_static({literal(kind)}, {literal(name)}), {what})"
