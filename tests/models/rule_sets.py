"""The real rule sets in tests/models/rules, by their ids: each a piece of a programme, with what must come of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from setup.steps import ROOT

FOLDER = Path(__file__).parent / "rules"
PUBLIC = ROOT.parent / "shared" / "domain" / "public_rules.yaml"
"""The parameters as they were found; the folder is not part of the repository."""


@cache
def rule_sets() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert rule["id"] not in found, rule["id"]
            found[rule["id"]] = rule
    return found


def bundle_of(rule: dict[str, Any]) -> bytes:
    """The rule set as a programme bundle of its own."""
    head = {"programme": {"code": rule["id"], "title": f"规则 {rule['id']}"}}
    return yaml.safe_dump({**head, **rule["bundle"]}, allow_unicode=True, sort_keys=False).encode()


def scoring_of(rule: dict[str, Any], id: str) -> dict[str, Any]:
    return next(each for each in rule["bundle"]["scoring"] if each["id"] == id)


def expected(section: str) -> list[tuple[str, dict[str, Any]]]:
    """Every expectation of a section, with the id of its rule set."""
    return [(id, each) for id, rule in rule_sets().items() for each in rule["expect"].get(section, [])]
