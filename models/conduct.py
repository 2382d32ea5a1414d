"""医德考评: the seven aspects by which medical ethics are appraised, as the ministry's rule of 2007 lists them.

Promises: names only; a programme's form that names an item's aspect by one of them is shown under it.
"""

from __future__ import annotations

CONDUCT_ASPECTS = (
    "救死扶伤，全心全意为人民服务",
    "尊重患者权利，保守医疗秘密",
    "文明礼貌，优质服务",
    "遵纪守法，廉洁行医",
    "因病施治，规范医疗服务行为",
    "顾全大局，团结协作",
    "严谨求实，提高专业技术水平",
)
PARTY_WORDS = {"member": "中共党员", "probationary": "中共预备党员", "none": "群众"}
