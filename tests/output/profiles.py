"""What the reports for build servers may hold: the parts of the published formats that crosscheck uses, and
nothing else, so that a misspelt name or a wrong value fails without the published schemas at hand.

Written from the text of SARIF 2.1.0 (sections in brackets) and of GitLab's description of its code quality
reports. JSON Schema, 2020-12."""

from __future__ import annotations

from typing import Any


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string", "minLength": 1}
ANY_TEXT = {"type": "string"}
FROM_ONE = {"type": "integer", "minimum": 1}
FROM_ZERO = {"type": "integer", "minimum": 0}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
"""[3.27.10]"""
MESSAGE = record({"text": TEXT})
"""[3.11]"""
LOCATION = record(
    {
        "physicalLocation": record(
            {
                # A relative address names the folder that it is from, an absolute one does not. [3.4]
                "artifactLocation": {
                    "oneOf": [
                        record({"uri": {"type": "string", "pattern": "^(?![a-z]+:|/)."}, "uriBaseId": TEXT}),
                        record({"uri": {"type": "string", "pattern": "^file:///"}}),
                    ]
                },
                "region": record(
                    {
                        "startLine": FROM_ONE,
                        "startColumn": FROM_ONE,
                        "endLine": FROM_ONE,
                        "endColumn": FROM_ONE,
                        "snippet": record({"text": ANY_TEXT}),
                    }
                ),
            }
        )
    },
    {"id": FROM_ZERO, "message": MESSAGE},
)
"""[3.28 to 3.30]"""
RULE = record(
    {"id": TEXT},
    {
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": record({"level": LEVEL}),
        "properties": record({"tags": many(TEXT)}),
    },
)
"""[3.49]"""
SUPPRESSION = record(
    {"kind": {"enum": ["inSource", "external"]}},
    {"status": {"enum": ["accepted", "underReview", "rejected"]}, "justification": ANY_TEXT},
)
"""[3.35]"""
RESULT = record(
    {
        "ruleId": TEXT,
        "ruleIndex": FROM_ZERO,
        "level": LEVEL,
        "message": MESSAGE,
        "partialFingerprints": {"type": "object", "minProperties": 1, "additionalProperties": TEXT},
        "locations": many(LOCATION),
        "suppressions": many(SUPPRESSION),
    },
    {"relatedLocations": many(LOCATION)},
)
"""[3.27]"""
INVOCATION = record(
    {
        "executionSuccessful": {"type": "boolean"},
        "exitCode": {"type": "integer"},
        "toolExecutionNotifications": many(record({"level": LEVEL, "message": MESSAGE})),
    }
)
"""[3.20]"""
SARIF = record(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            **many(
                record(
                    {
                        "tool": record(
                            {
                                "driver": record(
                                    {
                                        "name": TEXT,
                                        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                                        "rules": {**many(RULE), "uniqueItems": True},
                                    }
                                )
                            }
                        ),
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "invocations": many(INVOCATION),
                        "results": many(RESULT),
                    }
                )
            ),
            "minItems": 1,
        },
    }
)
"""[3.13, 3.14]"""

GITLAB = many(
    record(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": record(
                {
                    "path": {"type": "string", "pattern": r"^(?!\./)."},
                    "lines": record({"begin": FROM_ONE}, {"end": FROM_ONE}),
                }
            ),
        }
    )
)

JUNIT: dict[str, tuple[set[str], list[str]]] = {
    "testsuites": (set(), ["testsuite"]),
    "testsuite": (
        {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"},
        ["properties", "testcase", "system-out", "system-err"],
    ),
    "properties": (set(), []),
    "testcase": ({"classname", "name", "time"}, ["skipped", "failure"]),
    "failure": ({"type", "message"}, []),
    "skipped": ({"message"}, []),
    "system-out": (set(), []),
    "system-err": (set(), []),
}
"""Of each element its attributes, all of them required, and the elements within it, in this order."""
