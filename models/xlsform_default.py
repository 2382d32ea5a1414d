"""The `default` of an XLSForm's question: a literal becomes the answer that stands there when the form is opened.

Promises: pure; what would have to be worked out, or what the question doesn't take, is named with its cell.
"""

from __future__ import annotations

import re
from typing import Any

from models.item import can_begin_with
from models.value_type import as_decimal
from models.xlsform_sheets import Cells
from models.xlsform_words import Said

_DYNAMIC = re.compile(r"\$\{|[A-Za-z][\w:-]*\(")
"""What pyxform takes for an expression: an answer, or a function."""


def set_initial(cells: Cells, asked: dict[str, Any], kind: str, said: Said) -> None:
    """Gives the question what it begins with, or says why it doesn't."""
    written = cells.get("default").strip()
    if not written or (asked["type"] == "calculate"):
        return
    code = None
    if _DYNAMIC.search(written):
        code = "default_dynamic"
    elif kind != "form":
        code = "default_of_checklist"
    elif asked["type"] in ("note", "photo", "signature", "rank") or cells.get("type").lower() == "datetime":
        code = "default_nowhere"
    else:
        value = _meant(asked["type"], written)
        if can_begin_with(asked, value):
            asked["initial"] = value
        else:
            code = "default_not_taken"
    if code:
        said(code, cells, "default", text=written[:60])


def _meant(type: str, written: str) -> Any:
    """The answer that the words stand for."""
    if type == "multiple":
        return written.split()
    if type == "number":
        exact = as_decimal(written)
        whole = exact is not None and exact == exact.to_integral_value()
        return int(exact) if exact is not None and whole and abs(exact) < 2**53 else written
    return written
