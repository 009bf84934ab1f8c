"""What the receivers of report formats demand, written down from their documentation, as checks that raise AssertionError.

SARIF: the properties of 2.1.0 that mtqc uses, none that it does not know (OASIS, sections 3.13 to 3.49) and what GitHub adds.
GitLab: docs.gitlab.com/ci/testing/code_quality. JUnit: the grammar of Jenkins' junit-10.xsd. Checkstyle: its DTD.
TMX: tmx14.dtd. XLIFF: the schemas of 1.2 (strict) and 2.0, with the extension points where others may add what they have.
ITS: 2.0, sections 5.1 (version) and 8.17 (localization quality issue).
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


# --- XML that is written back ---

XML = "{http://www.w3.org/XML/1998/namespace}"
ITS = "{http://www.w3.org/2005/11/its}"


class Rule:
    """What an element may hold: names of children as a regular expression over "name name ", "*" for elements of other
    namespaces; attributes with their patterns. mixed: text may stand between the children."""

    def __init__(self, content="", required="", optional="", mixed=False, open=False):
        self.content, self.mixed, self.open = re.compile(content), mixed, open
        self.required, self.optional = (dict(part.partition("=")[::2] for part in list.split()) for list in (required, optional))

    def check(self, node, name):
        children = "".join(f"{name(child.tag)} " for child in node)
        assert self.content.fullmatch(children), f"<{name(node.tag)}> holds: {children}"
        given = {key.replace(XML, "xml:"): value for key, value in node.attrib.items()}
        own = {key: value for key, value in given.items() if not key.startswith("{")}
        assert self.open or len(own) == len(given), f"<{name(node.tag)}>: attributes of others"
        assert set(self.required) <= set(own) <= {*self.required, *self.optional}, f"<{name(node.tag)}>: {sorted(own)}"
        for key, value in own.items():
            pattern = self.required.get(key) or self.optional.get(key)
            assert not pattern or re.fullmatch(pattern, value), f"{key}={value}"
        texts = [node.text, *(child.tail for child in node)]
        assert self.mixed or not any(text and text.strip() for text in texts), f"<{name(node.tag)}>: text"


def grammar(root, rules, space=""):
    """Every element below follows its rule; those of other namespaces are their owners' business."""
    def name(tag):
        return tag.removeprefix(space) if tag.startswith(space) and (space or not tag.startswith("{")) else "*"

    nodes = [root]
    for node in nodes:
        rules[name(node.tag)].check(node, name)
        nodes += [child for child in node if name(child.tag) != "*"]


TMX_SINCE = "creationdate=\\d{8}T\\d{6}Z creationid changedate=\\d{8}T\\d{6}Z changeid o-encoding"
TMX_USE = f"{TMX_SINCE} datatype usagecount=\\d+ lastusagedate=\\d{{8}}T\\d{{6}}Z creationtool creationtoolversion o-tmf"
TMX_SEGMENT = "block|paragraph|sentence|phrase"
TMX_INLINE = "((bpt|ept|it|ph|hi|ut) )*"
TMX = {
    "tmx": Rule("header body ", "version=1\\.4"),
    "header": Rule("((note|prop|ude) )*", f"creationtool creationtoolversion segtype={TMX_SEGMENT} o-tmf adminlang srclang datatype", TMX_SINCE),
    "body": Rule("(tu )*"),
    "tu": Rule("((note|prop) )*(tuv )+", "", f"tuid segtype={TMX_SEGMENT} srclang {TMX_USE}"),
    "tuv": Rule("((note|prop) )*seg ", "xml:lang", TMX_USE),
    "seg": Rule(TMX_INLINE, mixed=True),
    "prop": Rule("", "type", "xml:lang o-encoding", mixed=True),
    "note": Rule("", "", "xml:lang o-encoding", mixed=True),
    "bpt": Rule("(sub )*", "i", "x type", mixed=True),
    "ept": Rule("(sub )*", "i", "", mixed=True),
    "it": Rule("(sub )*", "pos=begin|end", "x type", mixed=True),
    "ph": Rule("(sub )*", "", "x assoc=p|f|b type", mixed=True),
    "hi": Rule(TMX_INLINE, "", "x type", mixed=True),
    "ut": Rule("(sub )*", "", "x", mixed=True),
    "sub": Rule(TMX_INLINE, "", "datatype type", mixed=True),
}


def tmx(text):
    root = ElementTree.fromstring(text)
    grammar(root, TMX)
    ids = [unit.get("tuid") for unit in root.iter("tu") if unit.get("tuid")]
    assert len(set(ids)) == len(ids)
    return sum(prop.get("type").startswith("x-mtqc-") for prop in root.iter("prop"))


X1_INLINE = "((g|x|bx|ex|bpt|ept|ph|it|mrk) )*"
X1_CODE = "ctype rid xid equiv-text ts"
XLIFF1 = {
    "xliff": Rule("(\\* )*(file )+(\\* )*", "version=1\\.2", "xml:lang", open=True),
    "file": Rule("(header )?body ", "original source-language datatype", "target-language tool-id date category product-name ts build-num xml:space", open=True),
    "header": Rule("((skl|phase-group|glossary|reference|count-group|prop-group|note|tool) )*(\\* )*", open=True),
    "note": Rule("", "", "xml:lang priority=\\d+ from annotates", mixed=True),
    "body": Rule("((group|trans-unit) )*"),
    "group": Rule("((context-group|count-group|prop-group|note) )*(\\* )*((group|trans-unit) )*", "", "id resname restype datatype translate", open=True),
    "trans-unit": Rule("source (seg-source )?(target )?((context-group|count-group|prop-group|note|alt-trans) )*(\\* )*",
                       "id", "approved=yes|no translate=yes|no resname restype datatype xml:space", open=True),
    "source": Rule(X1_INLINE, "", "xml:lang ts", mixed=True, open=True),
    "seg-source": Rule(X1_INLINE, "", "xml:lang ts", mixed=True, open=True),
    "target": Rule(X1_INLINE, "", "xml:lang ts state state-qualifier phase-name resname", mixed=True, open=True),
    "g": Rule(X1_INLINE, "id", X1_CODE + " clone=yes|no", mixed=True, open=True),
    "x": Rule("", "id", X1_CODE + " clone=yes|no", open=True),
    "ph": Rule("(sub )*", "id", X1_CODE + " assoc crc", mixed=True, open=True),
    "mrk": Rule(X1_INLINE, "mtype", "mid comment xml:lang ts", mixed=True, open=True),
}
X2_INLINE = "((cp|ph|pc|sc|ec|mrk|sm|em) )*"
X2_CODE = "dataRef dataRefStart dataRefEnd equiv disp type subType canCopy canDelete canReorder canOverlap copyOf"
XLIFF2 = {
    "xliff": Rule("(file )+", "version=2\\.[012] srcLang", "trgLang xml:space", open=True),
    "file": Rule("(skeleton )?(\\* )*(notes )?((unit|group) )+", "id", "original canResegment translate srcDir trgDir", open=True),
    "notes": Rule("(note )+"),
    "note": Rule("", "", "id appliesTo=source|target category priority", mixed=True, open=True),
    "group": Rule("(\\* )*(notes )?((unit|group) )*", "id", "name translate type", open=True),
    "unit": Rule("(\\* )*(notes )?(originalData )?((segment|ignorable) )+", "id", "name canResegment translate type srcDir trgDir", open=True),
    "originalData": Rule("(data )+"),
    "data": Rule("(cp )*", "id", "dir", mixed=True),
    "segment": Rule("source (target )?", "", "id canResegment state=initial|translated|reviewed|final subState"),
    "ignorable": Rule("source (target )?", "", "id"),
    "source": Rule(X2_INLINE, "", "xml:lang xml:space", mixed=True),
    "target": Rule(X2_INLINE, "", "xml:lang xml:space order=\\d+", mixed=True),
    "cp": Rule("", "hex=[0-9A-F]+"),
    "ph": Rule("", "id", X2_CODE, open=True),
    "pc": Rule(X2_INLINE, "id", X2_CODE, mixed=True, open=True),
    "mrk": Rule(X2_INLINE, "id", "translate=yes|no type=generic|comment|term|[^:]+:.+ ref value", mixed=True, open=True),
}
ISSUES = """terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register
    locale-specific-content locale-violation style characters misspelling typographical formatting inconsistent-entities numbers
    markup pattern-problem whitespace internationalization length non-conformance uncategorized other""".split()
ISSUE = Rule("", f"locQualityIssueType={'|'.join(ISSUES)} locQualityIssueSeverity=100|\\d\\d? locQualityIssueComment")


def its(root, reference):
    """Lists of issues and what refers to them; gives the number of issues."""
    lists = {issues.get(XML + "id"): list(issues) for issues in root.iter(ITS + "locQualityIssues")}
    assert len(lists) == len(list(root.iter(ITS + "locQualityIssues"))) and None not in lists
    for issues in root.iter(ITS + "locQualityIssues"):
        assert issues.get("version") == "2.0" and {child.tag for child in issues} == {ITS + "locQualityIssue"}
        for issue in issues:
            ISSUE.check(issue, str)
    for node in root.iter():
        local = {key: value for key, value in node.attrib.items() if key.startswith(ITS)}
        assert not local or set(local) == {ITS + "version", ITS + "locQualityIssuesRef"}, local
        assert not local or local[ITS + "version"] == "2.0"
        assert not local or lists[local[ITS + "locQualityIssuesRef"].removeprefix(reference)]
    return sum(map(len, lists.values()))


def xliff(text):
    root = ElementTree.fromstring(text)
    space = root.tag.removesuffix("xliff")
    assert space in ("{urn:oasis:names:tc:xliff:document:1.2}", "{urn:oasis:names:tc:xliff:document:2.0}"), space
    second = space.endswith("2.0}")
    grammar(root, XLIFF2 if second else XLIFF1, space)
    for unit in root.iter(space + ("unit" if second else "trans-unit")):
        # In 2.x a code of the target has the id of its counterpart in the source.
        ids = [node.get("id") for side in unit.iter(space + "target") for node in side.iter() if node.get("id")]
        assert not second or len(set(ids)) == len(ids), ids
    return its(root, "#its=" if second else "#")
