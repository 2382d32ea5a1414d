"""Papers as PDF: a template beside this module, filled in with data.

Promises: every text is set as it stands and never run as markup; what it looks like depends on no machine's fonts
(`docs/decisions/pdf.md`).
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import msgspec
import pylopdf_fonts_zh_cn as fonts
import typst


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of `api/<template>.typ`, which reads `data` as JSON from its input of that name."""
    made: Any = typst.compile(
        resources.files("api").joinpath(f"{template}.typ").read_bytes(),
        font_paths=[str(fonts.sans_path().parent)],  # pyright: ignore[reportArgumentType] its stub forgets paths
        ignore_system_fonts=True,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
    )
    return bytes(made)
