"""What is said of a file: every fault has both languages, and every fault that the rules name has words."""

from __future__ import annotations

import re
from pathlib import Path

from models.grid import Fault
from models.import_words import FAULTS, said

ROOT = Path(__file__).parent.parent.parent
_CODE = re.compile(r'(?:Fault|fault|_fault|left|note)\(\s*"([a-z_]+)"')
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_fault_that_the_rules_name_has_words() -> None:
    sources = [*ROOT.glob("models/*.py"), ROOT / "api" / "workbooks.py", ROOT / "api" / "reading.py"]
    named = {code for source in sources for code in _CODE.findall(source.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert named <= FAULTS.keys()


def test_every_sentence_is_in_its_language_and_ends() -> None:
    for code, (chinese, english) in FAULTS.items():
        assert _CHINESE.search(chinese), code
        assert chinese.endswith("。"), code
        assert english.endswith("."), code
        assert set(re.findall(r"\{(\w+)\}", chinese)) == set(re.findall(r"\{(\w+)\}", english)), code


def test_the_words_are_filled_with_what_was_found() -> None:
    fault = Fault("staff_no_twice", "stop", "表!A4", 4, {"staff_no": "0012", "other": "表!A2"})
    assert said(fault, "zh-CN") == "工号 0012 与 表!A2 重复。请改正其中一个。"
    assert said(fault, "en-GB").startswith("The staff number 0012 stands in 表!A2")
