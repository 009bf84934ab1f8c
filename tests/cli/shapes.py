"""What the receivers of report formats demand, written down from their documentation, as checks that raise AssertionError.

SARIF: the properties of 2.1.0 that mtqc uses, none that it does not know (OASIS, sections 3.13 to 3.49) and what GitHub adds.
GitLab: docs.gitlab.com/ci/testing/code_quality. JUnit: the grammar of Jenkins' junit-10.xsd. Checkstyle: its DTD.
"""

import json
import re
import xml.etree.ElementTree as ElementTree

import jsonschema


def shape(required, optional=(), **more):
    """An object of exactly these properties."""
    return {"type": "object", "required": list(required), "additionalProperties": False,
            "properties": {**required, **dict(optional)}} | more


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
ORDINAL = {"type": "integer", "minimum": 1}
MESSAGE = shape({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
# RFC 3986: what a relative reference may hold.
URI = {"type": "string", "pattern": r"^(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
ARTIFACT = shape({"uri": URI}, {"uriBaseId": {"const": "%SRCROOT%"}})
REGION = shape({"startLine": ORDINAL, "startColumn": ORDINAL, "endLine": ORDINAL, "endColumn": ORDINAL,
                "snippet": shape({"text": {"type": "string"}})})
PLACE = shape({"artifactLocation": ARTIFACT, "region": REGION})
RULE = shape({"id": TEXT, "shortDescription": MESSAGE, "defaultConfiguration": shape({"level": LEVEL}),
              "properties": {"type": "object"}}, {"fullDescription": MESSAGE, "help": MESSAGE})
SUPPRESSION = shape({"kind": {"enum": ["inSource", "external"]}, "justification": TEXT}, {"status": {"const": "accepted"}})
RESULT = shape(
    {"ruleId": TEXT, "ruleIndex": COUNT, "level": LEVEL, "message": MESSAGE,
     "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": shape({"physicalLocation": PLACE})},
     "partialFingerprints": shape({"mtqc/v1": {"type": "string", "pattern": "^[0-9a-f]{16}$"}}),
     "suppressions": {"type": "array", "items": SUPPRESSION},
     "rank": {"type": "number", "minimum": 0, "maximum": 100}, "properties": {"type": "object"}},
    {"relatedLocations": {"type": "array", "items": shape({"id": COUNT, "message": MESSAGE, "physicalLocation": PLACE})},
     "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]}})
NOTICE = shape({"level": LEVEL, "message": MESSAGE, "associatedRule": shape({"id": TEXT})})
RUN = shape({"tool": shape({"driver": shape({"name": {"const": "mtqc"}, "version": TEXT, "rules": {"type": "array", "items": RULE}})}),
             "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, "results": {"type": "array", "items": RESULT},
             "invocations": {"type": "array", "items": shape({"executionSuccessful": {"type": "boolean"},
                             "toolExecutionNotifications": {"type": "array", "items": NOTICE}})}})
SARIF = shape({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": {"type": "array", "minItems": 1, "items": RUN}})


def sarif(text):
    log = json.loads(text)
    jsonschema.validate(log, SARIF)
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            for place in [result["locations"][0], *result.get("relatedLocations", [])]:
                region = place["physicalLocation"]["region"]
                assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    return len(log["runs"][0]["results"])


GITLAB = {"type": "array", "items": shape({
    "description": TEXT, "check_name": TEXT, "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
    "location": shape({"path": {"type": "string", "not": {"pattern": r"^\./"}}, "lines": shape({"begin": ORDINAL}, {"end": ORDINAL})})})}


def gitlab(text):
    assert not text.startswith("\ufeff")
    issues = json.loads(text)
    jsonschema.validate(issues, GITLAB)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return len(issues)


def element(node, name, required, children, optional=()):
    """`node` is a `name` with the required attributes, maybe some optional ones, and children of these names only."""
    assert node.tag == name, node.tag
    assert set(required) <= set(node.attrib) <= {*required, *optional}, node.attrib
    assert {child.tag for child in node} <= set(children), name
    return list(node)


def junit(text):
    failures = 0
    counts = ["tests", "failures", "errors", "skipped", "time"]
    for suite in element(ElementTree.fromstring(text), "testsuites", ["name"], ["testsuite"]):
        cases = element(suite, "testsuite", ["name", *counts], ["testcase"])
        for case in cases:
            for child in element(case, "testcase", ["classname", "name", "time"], ["failure", "system-out"]):
                element(child, child.tag, ["type", "message"] if child.tag == "failure" else [], [])
        failed = [case for case in cases if case.find("failure") is not None]
        assert (int(suite.get("tests")), int(suite.get("failures"))) == (len(cases), len(failed))
        failures += len(failed)
    return failures


def checkstyle(text):
    count = 0
    for file in element(ElementTree.fromstring(text), "checkstyle", ["version"], ["file"]):
        for error in element(file, "file", ["name"], ["error"]):
            element(error, "error", ["line", "column", "severity", "message", "source"], [])
            assert error.get("severity") in ("ignore", "info", "warning", "error")
            count += 1
    return count


def github(text):
    """Commands within the limits of a step; nothing but commands."""
    levels = [re.fullmatch(r"::(error|warning|notice) (file=[^,:]+,line=\d+,(col=\d+,endColumn|endLine)=\d+,)?title=[^,:]+::[^\r\n]+", line)[1]
              for line in text.splitlines()]
    assert all(levels.count(level) <= 10 for level in levels)
    return len(levels)


def mqm(text):
    header, *rows = [line.split("\t") for line in text.rstrip("\n").split("\n")]
    assert header == ["system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity"]
    for row in rows:
        assert len(row) == len(header), row
        assert row[8] in ("Neutral", "Minor", "Major", "Critical", "no-error"), row
        assert all(side.count("<v>") == side.count("</v>") <= 1 for side in row[5:7]), row
        assert (row[7] == "no-error") == (row[8] == "no-error")
    return sum(row[7] != "no-error" for row in rows)
