"""What the check commands say, and the file that `questionnaires new` begins with."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.shell.error_output import fault_data, visible
from rctdiag.cli.shell.output import json_line
from rctdiag.errors.faults import Fault, GateNotMet, UsageFault
from rctdiag.load.checks.did_you_mean import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

STARTER = """\
schema: rctdiag.questionnaire/1
id: {name}
version: "1.0.0"
title: My questionnaire
kind: other
high: good
language: en
license: CC-BY-4.0
evidence: 0
about: What this looks at, in one or two sentences.
stem: In the last three months, how often has this been so here?
scale:
  low: 1
  high: 5
  labels: [never, rarely, sometimes, often, almost always]
facets:
  - id: handing_over
    label: work handed over well
    opposite: work that gets lost between two people
    looks_for: what people are told when they take over from somebody
items:
  - id: {name}_1
    facet: handing_over
    text: People who take over work hear what happened before.
  - id: {name}_2
    facet: handing_over
    text: Something important gets lost between two people.
    reversed: true
"""
LONGEST_NAME = 28  # leaves room for the number in an item id of at most 32 characters


def starter(name: str) -> str:
    """A small complete questionnaire to change.

    Raises:
        UsageFault: If the id cannot be one.
    """
    if not re.fullmatch(rf"[a-z][a-z0-9_]{{0,{LONGEST_NAME - 1}}}", name):
        raise UsageFault(
            Fault(
                "usage",
                f"{name!r} cannot be an id.",
                f"Use up to {LONGEST_NAME} lower-case letters, digits and _, with a letter first.",
            )
        )
    return STARTER.format(name=name)


def report_findings(
    findings: Sequence[Fault], *, checked: int, strict: bool, as_json: bool
) -> None:
    """Advice found by a check, on stdout.

    Raises:
        GateNotMet: With ``strict``, if there is any.
    """
    if as_json:
        document = {"checked": checked, "advice": [*map(fault_data, findings)]}
        sys.stdout.write(json_line(document))
    else:
        for fault in findings:
            sys.stdout.write(visible(fault.line_of_text()) + "\n")
        advice = f"{counted(len(findings), 'piece')} of advice" if findings else "no advice"
        sys.stdout.write(f"{checked} checked: no faults, {advice}.\n")
    if strict and findings:
        raise GateNotMet(
            Fault(
                "advice-open",
                "there is still advice to follow.",
                "Follow it, or leave out --strict.",
            )
        )
