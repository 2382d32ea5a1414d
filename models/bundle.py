"""A programme bundle: one programme as data, all its sections.

Promises: the sections and their fields are those of `docs/programmes.md`, and nothing else in the code knows a
programme by its name. `models.bundle_reader` reads one from YAML, `models.programme` turns one into registers and back.
"""

from __future__ import annotations

from msgspec import Struct

from models.bundle_element import Element
from models.bundle_following import (
    Activity,
    Award,
    Consequence,
    FeedbackChannel,
    Inspection,
    Pledge,
    Publication,
    Rectification,
)
from models.bundle_judging import BundleForm, Checklist, Evaluation, ScoringModel, Target
from models.bundle_plan import About, Carrier, PlanDocument, PlanScope, PlanStage, Question, Role, Standard, Theme


class Bundle(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """方案包: one version of one programme, as a file has it."""

    programme: About
    documents: tuple[PlanDocument, ...] = ()
    scope: tuple[PlanScope, ...] = ()
    themes: tuple[Theme, ...] = ()
    standards: tuple[Standard, ...] = ()
    stages: tuple[PlanStage, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    targets: tuple[Target, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    feedback: tuple[FeedbackChannel, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    rectification: tuple[Rectification, ...] = ()
    publications: tuple[Publication, ...] = ()
    awards: tuple[Award, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    activities: tuple[Activity, ...] = ()
    roles: tuple[Role, ...] = ()
    questions: tuple[Question, ...] = ()
    forms: tuple[BundleForm, ...] = ()
    scoring: tuple[ScoringModel, ...] = ()


SECTIONS: dict[str, type[Element] | type[Question]] = {
    "documents": PlanDocument,
    "scope": PlanScope,
    "themes": Theme,
    "standards": Standard,
    "stages": PlanStage,
    "carriers": Carrier,
    "evaluations": Evaluation,
    "targets": Target,
    "pledges": Pledge,
    "checklists": Checklist,
    "feedback": FeedbackChannel,
    "inspections": Inspection,
    "rectification": Rectification,
    "publications": Publication,
    "awards": Award,
    "consequences": Consequence,
    "activities": Activity,
    "roles": Role,
    "questions": Question,
    "forms": BundleForm,
    "scoring": ScoringModel,
}
"""Every section that is a list, with what stands in it."""
