"""A programme's scoring models and targets as they are looked at when it is read: what can't be used, what has gaps.

Promises: a gap never stops a programme, since the rules of the real world have them; it is told with its line.
"""

from __future__ import annotations

from models.bundle_judging import ScoringModel, Target
from models.bundle_problem import Finding, Path
from models.programme import plain
from models.scoring_check import check_model
from models.scoring_reader import read_model
from models.scoring_words import fault_words, severity
from models.target import read_indicator

_AS = {"error": ("error", "bad_scoring"), "gap": ("warning", "scoring_gap"), "note": ("flag", "scoring_note")}


def target_findings(path: Path, element: Target) -> list[Finding]:
    """What is found about the indicator of a target, and of each of its metrics."""
    measures = [(path, element), *(((*path, "metrics", at), metric) for at, metric in enumerate(element.metrics))]
    found: list[Finding] = []
    for here, measure in measures:
        for fault in read_indicator(plain(measure), here)[1]:
            zh, en = (fault_words(fault.code, fault.params, language) for language in ("zh", "en"))
            found.append(Finding(fault.path, "error", "bad_target", {"reason_zh": zh, "reason": en}))
    return found


def scoring_findings(path: Path, element: ScoringModel) -> list[Finding]:
    """What is found about the model that stands at `path`, in the order of its sections."""
    model, faults = read_model({"id": element.id, "title": element.title, **element.extra}, path)
    if model is not None:
        faults = [*faults, *check_model(model, path)]
    found: list[Finding] = []
    for fault in faults:
        how, code = _AS[severity(fault.code)]
        reasons = {
            name: fault_words(fault.code, fault.params, language)
            for name, language in (("reason_zh", "zh"), ("reason", "en"))
        }
        found.append(Finding(fault.path, how, code, dict(reasons)))
    return found
