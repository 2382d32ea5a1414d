"""活动方案 as a document: the registers of one version of a programme, and the bundle that they make.

    programme_writes(bundle)    → the registers of a bundle, by path, in order
    bundle_tree(registers)      → the plain tree that `models.bundle_check.checked` reads
    changes(writes)             → the same writes in changes that are small enough to be taken
    programme_form_name(…)      → the name of the form document that a version's form becomes

Promises: from bundle to registers and back nothing is lost, unknown fields neither. `order` keeps the file's order;
an element that was removed (None) is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from models.bundle import SECTIONS, Bundle
from models.bundle_plan import About

ABOUT = "about/"
WRITES_MAX = 512
CHANGE_BYTES_MAX = 240 * 1024
"""Under the 256 KiB of a change (protocol §5), with room for its own names."""
PARTED = {"checklists": "items", "forms": "items"}
"""Sections whose elements have registers of their own for their items: `checklists/<id>/<item>`."""
_HEAD = ("code", "version")


def programme_writes(bundle: Bundle) -> dict[str, Any]:
    """The registers of a bundle but for `institution`, which only whoever writes them knows."""
    about = plain(bundle.programme)
    writes: dict[str, Any] = {"code": bundle.programme.code, "version": bundle.programme.version}
    writes.update({ABOUT + name: value for name, value in about.items() if name not in _HEAD})
    for section in SECTIONS:
        for order, element in enumerate(getattr(bundle, section), 1):
            writes.update(_element_writes(section, order, plain(element)))
    return writes


def _element_writes(section: str, order: int, element: dict[str, Any]) -> dict[str, Any]:
    path = f"{section}/{element.pop('id')}"
    items = cast("list[dict[str, Any]]", element.pop(PARTED[section], []) if section in PARTED else [])
    writes: dict[str, Any] = {path: {**element, "order": order}}
    for number, item in enumerate(items, 1):
        rest = {name: value for name, value in item.items() if name != "id"}
        writes[f"{path}/{item['id']}"] = {**rest, "order": number}
    return writes


def bundle_tree(registers: Mapping[str, Any]) -> dict[str, Any]:
    """The tree of a bundle as its file would hold it, from the values of a programme's registers by path."""
    about = {path[len(ABOUT) :]: value for path, value in registers.items() if path.startswith(ABOUT)}
    head = {name: registers[name] for name in _HEAD if registers.get(name) is not None}
    tree: dict[str, Any] = {"programme": {**head, **{name: each for name, each in about.items() if each is not None}}}
    for section in SECTIONS:
        elements = [_element(section, id, value, registers) for id, value in _in_order(f"{section}/", registers)]
        if elements:
            tree[section] = elements
    return tree


def _element(section: str, id: str, value: dict[str, Any], registers: Mapping[str, Any]) -> dict[str, Any]:
    element = _named(id, value)
    if section in PARTED:
        items = [_named(item, each) for item, each in _in_order(f"{section}/{id}/", registers)]
        if items:
            element[PARTED[section]] = items
    return element


def _named(id: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, **{name: each for name, each in value.items() if name not in ("order", "id")}}


def _in_order(prefix: str, registers: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What stands right under a prefix, by `order` and then by id."""
    found = [
        (path[len(prefix) :], cast("dict[str, Any]", value))
        for path, value in registers.items()
        if path.startswith(prefix) and "/" not in path[len(prefix) :] and isinstance(value, dict)
    ]
    return sorted(found, key=lambda each: (order_of(each[1]), each[0]))


def order_of(value: Mapping[str, Any]) -> float:
    order = value.get("order")
    return float(order) if isinstance(order, int | float) and not isinstance(order, bool) else 0.0


def plain(value: Any) -> Any:
    """A struct as a file would hold it: names as in the file, what is at its default left out, lists for tuples."""
    if isinstance(value, Struct):
        fields = msgspec.structs.fields(value)
        given = {field.encode_name: getattr(value, field.name) for field in fields if not _default(value, field)}
        extra = cast("dict[str, Any]", given.pop("extra", {}))
        return {**{name: plain(each) for name, each in given.items()}, **extra}
    if isinstance(value, tuple | list):
        return [plain(each) for each in cast("Iterable[Any]", value)]
    return value


def _default(value: Any, field: msgspec.structs.FieldInfo) -> bool:
    if field.default_factory is not msgspec.NODEFAULT:
        return getattr(value, field.name) == field.default_factory()
    return field.default is not msgspec.NODEFAULT and getattr(value, field.name) == field.default


def changes(writes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The writes in their order, in as few changes as the limits of a change allow."""
    parts: list[dict[str, Any]] = [{}]
    size = 0
    for path, value in writes.items():
        weight = len(path.encode()) + len(msgspec.msgpack.encode(value)) + 8
        if parts[-1] and (len(parts[-1]) >= WRITES_MAX or size + weight > CHANGE_BYTES_MAX):
            parts.append({})
            size = 0
        parts[-1][path] = value
        size += weight
    return parts


def programme_form_name(form: str, programme: bytes, version: int) -> str:
    """`five_contests.<15 hex digits of the programme's id>@1`: nobody else's form has this name.

    The digits are those of moment and count, which differ with every id of a device, over those of the device.
    """
    digits = programme.hex()
    mark = int(digits[:12] + digits[13:16], 16) ^ int(digits[17:], 16)
    return f"{form}.{mark:015x}@{version}"


ABOUT_FIELDS = tuple(
    field.encode_name for field in msgspec.structs.fields(About) if field.name not in (*_HEAD, "extra")
)
