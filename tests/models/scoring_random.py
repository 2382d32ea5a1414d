"""Random scoring models with answers, from one seed: sound models of every aggregate, and answers of every sort.

Promises: the same seed gives the same cases, on every machine.
"""

from __future__ import annotations

from random import Random
from typing import Any

OPTIONS = ("好", "较好", "一般", "差")
LEAVES = ("sum", "mean", "trimmed_mean", "min", "max", "count", "rate", "ballots", "deductions", "bonus")
INNER = ("sum", "weighted", "mean", "trimmed_mean", "min", "max", "count")
OPS = (">=", ">", "<=", "<", "=", "!=")

Case = tuple[dict[str, Any], dict[str, Any]]


def cases(seed: int, count: int) -> list[Case]:
    random = Random(seed)  # noqa: S311 (repeatable, not secret)
    return [_Maker(random).case() for _ in range(count)]


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.keys: dict[str, bool] = {}
        """Every key of an answer, and whether words answer it."""
        self.components: list[dict[str, Any]] = []

    def case(self) -> Case:
        random = self.random
        for _ in range(random.randint(1, 4)):
            self._tree(None, random.randint(0, 2))
        if random.random() < 0.3:
            self._looking()
        bands = self._bands()
        plain: dict[str, Any] = {
            "id": "random",
            "title": "随机",
            "decimals": random.randint(0, 3),
            "rounding": random.choice(["half_up", "half_even", "floor", "ceil"]),
            "components": self.components,
            "bands": bands,
            "vetoes": self._barriers("v", bands, measures=False),
            "gates": self._barriers("g", bands, measures=True),
        }
        for name in ("base", "cap", "floor"):
            if random.random() < 0.2:
                plain[name] = self._number(0, 120)
        if random.random() < 0.2:
            plain["aggregate"] = random.choice(INNER)
        return plain, {key: self._answer(key) for key in self.keys if random.random() < 0.98}

    def _number(self, low: int, high: int) -> Any:
        value = self.random.randint(low * 4, high * 4)
        return self.random.choice([value // 4, value / 4, f"{value // 4}.{value % 4 * 25:02d}", f"{value}/7"])

    def _tree(self, parent: str | None, depth: int) -> None:
        random = self.random
        id = f"c{len(self.components)}"
        each: dict[str, Any] = {"id": id, "title": id}
        self.components.append(each)
        if parent is not None:
            each["parent"] = parent
        if random.random() < 0.5:
            each["weight"] = self._number(1, 60)
        if random.random() < 0.1:
            each["apart"] = True
        for name in ("cap", "floor", "base"):
            if random.random() < 0.1:
                each[name] = self._number(0, 40)
        if depth > 0 and random.random() < 0.7:
            each["aggregate"] = random.choice(INNER)
            for _ in range(random.randint(1, 4)):
                self._tree(id, depth - 1)
        else:
            self._leaf(each)

    def _leaf(self, each: dict[str, Any]) -> None:
        random = self.random
        each["aggregate"] = aggregate = random.choice(LEAVES)
        keys = [f"q{len(self.keys) + at}" for at in range(random.randint(1, 3))]
        each["source"] = random.choice([{"items": keys}, {"evaluation": keys}, {"records": keys[0]}])
        kind, named = next(iter(each["source"].items()))
        names = [named] if isinstance(named, str) else named
        if aggregate == "ballots" or random.random() < 0.4:
            each["points"] = {option: self._number(0, 100) for option in OPTIONS}
        worded = "points" in each or aggregate == "rate"
        self.keys |= {name if kind == "items" else f"{kind}/{name}": worded for name in names}
        if aggregate == "rate":
            each["numerator"] = ["好", "较好"]
        if random.random() < 0.5:
            each["full"] = random.randint(1, 100)
            if random.random() < 0.3:
                each["out_of"] = 100
        if aggregate == "deductions":
            each["deduct"] = self._deduct(each)
        if aggregate in ("bonus", "count") and random.random() < 0.6:
            each["each"] = self._number(0, 5)
        if random.random() < 0.2:
            each["trim"] = {"n_gt": random.randint(1, 6), "drop": random.randint(1, 2)}
        if random.random() < 0.3:
            each["unknown"] = random.choice(["exclude", "count"])
        if random.random() < 0.5:
            each["unknown_options"] = ["不了解"]
        if random.random() < 0.1:
            each["expect"] = random.randint(1, 6)
        if random.random() < 0.1:
            each["default"] = self._number(0, 10)

    def _deduct(self, each: dict[str, Any]) -> dict[str, Any]:
        random = self.random
        deduct: dict[str, Any] = {"cap": self._number(1, 20)}
        how = random.randint(0, 3)
        if how == 0:
            deduct["each"] = self._number(0, 5)
        elif how == 1:
            deduct["each"] = self._number(0, 3)
            deduct["steps"] = [
                {"at": 4, "points": "all"},
                {"at": random.randint(1, 3), "points": self._number(0, 9)},
            ]
        elif how == 2:
            deduct["all_or_nothing"] = True
        else:
            deduct["discretionary"] = True
        return deduct

    def _looking(self) -> None:
        random = self.random
        names = [each["id"] for each in random.sample(self.components, random.randint(1, len(self.components)))]
        met = {"met": {"share": "70%", "at": {"3": 2}}} if random.random() < 0.6 else {}
        aggregate = random.choice(["count", "sum", "mean", "min"])
        source = {"components": names}
        self.components.append(
            {"id": "looks", "title": "看", "source": source, "aggregate": aggregate, "apart": True, **met}
        )

    def _bands(self) -> list[dict[str, Any]]:
        random = self.random
        bounds = sorted({random.randint(0, 110) for _ in range(random.randint(0, 4))}, reverse=True)
        bands: list[dict[str, Any]] = [{"id": f"b{bound}", "title": f"{bound} 分", "min": bound} for bound in bounds]
        for band in bands:
            if random.random() < 0.3:
                band["when"] = [self._condition(measures=True)]
            if random.random() < 0.2:
                band["any"] = [[self._condition(measures=True)], self._condition(measures=True)]
        if bands and random.random() < 0.6:
            bands.append({"id": "rest", "title": "其余", "otherwise": True})
        return bands

    def _condition(self, *, measures: bool) -> str:
        random = self.random
        names = [each["id"] for each in self.components]
        if measures:
            names += ["total", "deductions", "bonus", "vetoes"]
        if random.random() < 0.2:
            self.keys["counted"] = False
            names = ["answer/counted"]
        bound = random.choice([random.randint(0, 100), f"{random.randint(0, 300) / 4}"])
        if random.random() < 0.1:
            return f"{random.choice(names)} between 3..{bound}"
        return f"{random.choice(names)} {random.choice(OPS)} {bound}"

    def _barriers(self, name: str, bands: list[dict[str, Any]], *, measures: bool) -> list[dict[str, Any]]:
        random = self.random
        found: list[dict[str, Any]] = []
        for at in range(random.choice([0, 0, 0, 1, 2])):
            each: dict[str, Any] = {"id": f"{name}{at}", "title": name, "when": self._condition(measures=measures)}
            band = random.choice(bands)["id"] if bands else None
            effects: list[dict[str, Any]] = [{"deduct": self._number(1, 9)}, {"each": self._number(0, 3)}]
            effects += [{"zero": random.choice(self.components)["id"]}]
            effects += [] if band is None else [{"band": band}, {"at_most": band}]
            if measures:
                each.update(random.choice(effects))
            elif band is not None and random.random() < 0.5:
                each["band"] = band
            found.append(each)
        return found

    def _answer(self, key: str) -> Any:
        random = self.random
        how = random.random()
        if how < 0.4 or key == "counted":
            return self._raw(key)
        if how < 0.8 or not self.keys[key]:
            return [self._raw(key) for _ in range(random.randint(1, 9))]
        return {option: random.randint(0, 6) for option in random.sample([*OPTIONS, "不了解"], 3)}

    def _raw(self, key: str) -> Any:
        random = self.random
        if random.random() < 0.02:
            return random.choice([True, "pass", "不了解", "na", "89.5", "", None, -3, "看不懂", [1], {"好": 1.5}])
        if self.keys[key]:
            return random.choice(OPTIONS)
        return random.choice([random.randint(0, 100), random.randint(0, 400) / 4, random.random() * 10])
