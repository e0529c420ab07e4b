"""As much of XML Schema as `junit-10.xsd` uses: elements, attributes, what may stand in what, patterns."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_XS = "{http://www.w3.org/2001/XMLSchema}"


class Schema:
    """What the schema says of each of its elements."""

    def __init__(self, text: str) -> None:
        root = ElementTree.fromstring(text)
        self._elements = {each.get("name", ""): each for each in root.findall(f"{_XS}element")}
        self._patterns = {
            each.get("name", ""): [pattern.get("value", "") for pattern in each.iter(f"{_XS}pattern")]
            for each in root.findall(f"{_XS}simpleType")
        }

    def troubles(self, element: ElementTree.Element) -> list[str]:
        """Everything in the element that the schema does not allow."""
        if element.tag not in self._elements:
            return [f"<{element.tag}> is not known"]
        said = self._elements[element.tag]
        attributes = {each.get("name", ""): each for each in said.iter(f"{_XS}attribute")}
        found = [f"{name} is not an attribute of <{element.tag}>" for name in element.keys() - attributes.keys()]
        for name, attribute in attributes.items():
            value = element.get(name)
            if value is None and attribute.get("use") == "required":
                found.append(f"<{element.tag}> lacks {name}")
            for pattern in self._patterns.get(attribute.get("type", ""), []):
                if value is not None and not re.fullmatch(pattern, value):
                    found.append(f"{name}={value!r} does not match {pattern}")
        allowed = {each.get("ref") for each in said.iter(f"{_XS}element")}
        complex_type = said.find(f"{_XS}complexType")
        has_text = said.get("type") == "xs:string" or (complex_type is not None and complex_type.get("mixed") == "true")
        if not has_text and (element.text or "").strip():
            found.append(f"<{element.tag}> has text")
        for child in element:
            found += self.troubles(child) if child.tag in allowed else [f"<{child.tag}> stands in <{element.tag}>"]
        return found
