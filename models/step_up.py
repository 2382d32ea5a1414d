"""再次验证: the acts before which somebody proves anew that it is they who hold the phone (docs/decisions/step-up.md).

Promises: pure; whether an act asks is decided by what it writes alone, never by who writes or what stands there. What
only returns, opens again or ends asks for nothing: in doubt things may always be held back.
"""

from __future__ import annotations

from models.document import Act, Refusal

STEP_UP = Refusal("step_up", "step_up")
NO_SECOND_FACTOR = Refusal("step_up", "step_up_unset")

ASKING = {
    "publication": ("proposed/", "confirmed/"),
    "bulletin": ("issued",),
    "programme": ("published",),
    "month_close": ("closings/", "corrections/"),
    "person": ("roles/",),
}
"""Kind → the registers that publish, or that change roles; those that end in / mean all below."""


def asks(act: Act) -> bool:
    """True when a fresh second factor is asked for, of those who have one."""
    asking = ASKING.get(act.kind)
    if asking is None:
        return False
    return any(path == each or (each.endswith("/") and path.startswith(each)) for path in act.writes for each in asking)
