"""Cases of reading a programme from its registers; `tests/models/make.py` writes them to programmes.json."""

from __future__ import annotations

from typing import Any

from models.programme import bundle_tree, programme_form_name
from tests.models.programme_scenes import PLAN, PROGRAMME
from tests.models.world import PEOPLE
from tests.vectors.tagged import tag

REGISTERS: list[dict[str, Any]] = [
    PLAN,
    {"code": "empty", "version": 3},
    {
        "code": "ordered",
        "version": 2,
        "about/title": "次序",
        "about/colour": "red",
        "about/issuer": None,
        "stages/b": {"title": "后", "order": 2, "from": "2011-07"},
        "stages/c": {"title": "无次序"},
        "stages/a": {"title": "同次序", "order": 2},
        "stages/gone": None,
        "checklists/booth": {"title": "收费亭", "order": 1},
        "checklists/booth/h3": {"text": "五正", "children": [{"title": "工号牌要挂正"}], "order": 2},
        "checklists/booth/h2": {"text": "窗明几净", "order": 1},
        "carriers/bi": {"title": "五比", "type": "contest", "declared_count": 5, "items": [{"title": "比素质"}, None]},
        "owners/office": PEOPLE["head"],
        "cadences/self/2012-07": {"type": "monthly"},
        "cadences/self/2012-03": {"type": "bimonthly"},
        "published": True,
        "ended_on": "2012-12-31",
    },
]


def programme_vectors() -> dict[str, Any]:
    return {
        "read": [{"registers": tag(registers), "tree": tag(bundle_tree(registers))} for registers in REGISTERS],
        "form_names": [
            {"form": form, "programme": PROGRAMME.hex(), "version": version, "name": name}
            for form, version in (("five_contests", 1), ("a.b-c", 12))
            if (name := programme_form_name(form, PROGRAMME, version))
        ],
    }
