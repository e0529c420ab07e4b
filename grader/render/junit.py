"""JUnit XML, as Jenkins, GitLab and pytest understand it: a suite for each tier of each submission."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from grader.render.story import flat, plain, tell
from grader.render.text import harmless
from grader.report import FAILED, FAULT, PASSED, Report, Result

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIERS = ("core", "full", "stretch")


def render(reports: list[Report]) -> str:
    root = ElementTree.Element("testsuites", {"name": "journey"})
    for report in reports:
        tiers = dict.fromkeys([*_TIERS, *(result.tier for result in report.criteria)])
        for tier in tiers:
            results = [result for result in report.criteria if result.tier == tier]
            if results:
                root.append(_suite(report, tier, results))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("time", _seconds(sum(report.seconds for report in reports)))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(report: Report, tier: str, results: list[Result]) -> ElementTree.Element:
    exercise = _xml(flat(report.exercise["id"]))
    outcomes = [result.outcome for result in results]
    counts = {
        "tests": len(results),
        "failures": outcomes.count(FAILED),
        "errors": outcomes.count(FAULT),
        "skipped": sum(outcome not in (PASSED, FAILED, FAULT) for outcome in outcomes),
    }
    suite = ElementTree.Element("testsuite", {"name": f"{exercise} {_xml(flat(tier))}"})
    suite.attrib.update({name: str(count) for name, count in counts.items()})
    suite.set("time", _seconds(sum(result.seconds for result in results)))
    properties = ElementTree.SubElement(suite, "properties")
    earned, possible = report.points(tier)
    known = {"points": f"{earned}/{possible}", "seed": report.seed, "engine": report.receipt.get("engine", "")}
    known["checks"] = report.receipt.get("checks", "")
    for name, value in known.items():
        ElementTree.SubElement(properties, "property", {"name": name, "value": _xml(flat(value))})
    suite.extend(_case(f"{exercise}.{_xml(flat(tier))}", result) for result in results)
    return suite


def _case(group: str, result: Result) -> ElementTree.Element:
    name = _xml(f"{flat(result.id)}: {flat(result.text)}")
    case = ElementTree.Element("testcase", {"classname": group, "name": name, "time": _seconds(result.seconds)})
    if result.outcome == PASSED:
        return case
    body = _xml(tell(result))
    kind = {FAILED: "failure", FAULT: "error"}.get(result.outcome, "skipped")
    message = body if kind != "failure" or not result.cause else _xml(plain(result.cause.rationale))
    child = ElementTree.SubElement(case, kind, {"type": _xml(flat(result.outcome)), "message": message})
    child.text = body
    return case


def _xml(text: str) -> str:
    """Text without a character that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", harmless(text))


def _seconds(seconds: float) -> str:
    return f"{max(seconds, 0.0):.3f}"
