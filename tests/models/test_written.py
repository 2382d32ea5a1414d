"""What somebody wrote, as the phone shows it when it comes back: no path of words is forgotten by its table."""

from __future__ import annotations

import re

from models.kinds import KINDS
from setup.steps import ROOT

WORDS = {"text", "said", "words", "deed_note"}


def test_every_path_of_words_is_told_whatever_its_words_are() -> None:
    table = (ROOT / "pwa" / "src" / "parts" / "written.ts").read_text().split("= [", 1)[1].split("]", 1)[0]
    told = set(re.findall(r'"(\w+)"', table))
    paths = {
        rule.pattern.split("/")[0]
        for kind in KINDS.values()
        for rule in kind.paths
        if rule.type in WORDS and rule.writer != "server"
    }
    assert not paths - told
