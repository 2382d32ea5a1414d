"""What an XLSForm may say, and what of it has a meaning here: types, appearances, columns, settings.

Promises: pure data; a type that stands in none of these lists is said to be unsupported.
"""

from __future__ import annotations

import re

from models.xlsform_sheets import TRANSLATED

TYPES = {
    "text": "text", "string": "text", "integer": "number", "int": "number", "decimal": "number", "range": "number",
    "date": "date", "image": "photo", "photo": "photo", "note": "note", "acknowledge": "choice", "trigger": "choice",
    "select_one": "choice", "select one": "choice", "select_multiple": "multiple", "select all that apply": "multiple",
    "select multiple": "multiple", "select1": "choice", "select": "multiple", "calculate": "calculate",
    "barcode": "text", "time": "text", "datetime": "date", "rank": "rank", "select_one_external": "choice",
    "select_one_from_file": "choice", "select_multiple_from_file": "multiple",
}  # fmt: skip
INSTEAD: dict[str, str] = {
    "geopoint": "place_unsupported", "geotrace": "place_unsupported", "geoshape": "place_unsupported",
    "gps": "place_unsupported", "location": "place_unsupported", "audio": "recording_unsupported",
    "video": "recording_unsupported", "file": "recording_unsupported",
}  # fmt: skip
"""What is said of a type that isn't asked here, where there is something to do instead."""
_ELSEWHERE = frozenset({
    "xml-external", "csv-external", "osm", "background-geopoint", "select_multiple_external", "start-geopoint",
    "photo", "add", "q", "excel", "cascading_select", "deviceid", "map",
})  # fmt: skip
RECORDED = frozenset({
    "start", "end", "today", "deviceid", "device id", "subscriberid", "simserial", "imei", "phonenumber", "username",
    "email", "audit", "start-geopoint", "uri:deviceid", "uri:username", "background-audio", "hidden",
})  # fmt: skip
"""What the form records about itself: who, when and on what device, which is kept here anyway."""
PLAIN_LOOKS = frozenset({
    "minimal", "compact", "quick", "quickcompact", "horizontal", "horizontal-compact", "columns", "columns-pack",
    "likert", "field-list", "multiline", "numbers", "label", "list-nolabel", "no-calendar", "month-year", "w1", "w2",
    "w3", "w4", "w5", "w6", "search", "autocomplete", "thousands-sep", "picker",
})  # fmt: skip
READ = (
    frozenset({"type", "name", "relevant", "constraint", "required", "appearance", "disabled", ""})
    | frozenset({"choice_filter", "repeat_count", "default"})
    | (TRANSLATED - {"required_message"})
)
SETTINGS = frozenset({
    "form_title", "title", "form_id", "id_string", "version", "default_language", "allow_choice_duplicates",
})  # fmt: skip
LONG_TYPES = ("select all that apply", "select multiple", "select one")
RANGE = ("start", "end", "step")
PLAIN_PARAMETERS = frozenset({"rows", "max-pixels", "quality", "incremental"})
"""Parameters that change nothing of what is answered."""
NO = frozenset({"", "no", "false", "false()", "0", "否", "n"})
BEGIN = re.compile(r"begin[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")
END = re.compile(r"end[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")
KNOWN = TYPES.keys() | INSTEAD.keys() | RECORDED | _ELSEWHERE
"""Types that XLSForm has."""
