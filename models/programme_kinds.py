"""The kind `programme`: one document is one version of one programme, a register each element."""

from __future__ import annotations

from models.bundle import SECTIONS
from models.kind import Kind, PathRule, once
from models.programme import PARTED

PROGRAMME_KINDS = (
    Kind(
        "programme",
        "活动方案",
        (
            once("institution", "id"),
            once("code", "programme_code"),
            once("version", "programme_version"),
            once("supersedes", "id"),
            PathRule("about/<field>", "programme_field"),
            *(PathRule(f"{section}/<element>", "programme_element") for section in SECTIONS),
            *(PathRule(f"{section}/<element>/<item>", "programme_element") for section in PARTED),
            PathRule("owners/<element>", "id"),
            PathRule("lists/<element>", "id"),
            PathRule("cadences/<evaluation>/<month>", "programme_cadence"),
            PathRule("unit_cadences/<evaluation>/<unit>/<month>", "programme_cadence"),
            PathRule("ended_on", "day"),
            PathRule("published", "true"),
        ),
        group_path="institution",
    ),
)
