"""Who works where in the demonstration: invented institutions, places and people.

Promises: no name here is a real person's or place's; two people of one institution share a name, in different units.
A row of people: name, pinyin by syllables, unit, branch (or ""), roles as `role@place` beside staff.
"""

from __future__ import annotations

from typing import NamedTuple


class PlaceRow(NamedTuple):
    """地点: a unit or branch: key, name, type ("" for a branch) and the key of the place above it ("" for none)."""

    key: str
    name: str
    type: str = ""
    parent: str = ""


class PersonRow(NamedTuple):
    """人物: a person; `roles` name places by key, "here" is the institution itself."""

    name: str
    pinyin: str
    unit: str
    branch: str = ""
    roles: str = ""


class InstitutionRow(NamedTuple):
    """机构: an institution with its places and people."""

    key: str
    name: str
    code: str
    parent: str
    units: tuple[PlaceRow, ...]
    branches: tuple[PlaceRow, ...]
    people: tuple[PersonRow, ...]


BUREAU = InstitutionRow(
    "bureau",
    "青岭县卫生健康局",
    "QL00",
    "",
    (PlaceRow("conduct", "行风建设办公室", "office"), PlaceRow("medical", "医政科", "department")),
    (PlaceRow("bureau_branch", "机关党支部"),),
    (
        PersonRow("龙志远", "long zhi yuan", "conduct", "bureau_branch", "leader@here"),
        PersonRow("蒋红梅", "jiang hong mei", "conduct", "bureau_branch", "supervisor@here supervisor@centre"),
        PersonRow("廖正明", "liao zheng ming", "medical", "bureau_branch", "inspector@here inspector@centre"),
        PersonRow("覃子豪", "qin zi hao", "medical", "", "admin@here"),
    ),
)

CENTRE = InstitutionRow(
    "centre",
    "洛溪镇中心卫生院",
    "QL01",
    "bureau",
    (
        PlaceRow("leadership", "院领导班子", "leadership"),
        PlaceRow("internal", "内科", "department"),
        PlaceRow("surgery", "外科", "department"),
        PlaceRow("maternity", "妇产科", "department"),
        PlaceRow("public_health", "公共卫生科", "department"),
        PlaceRow("registration", "挂号收费窗口", "service_window", "leadership"),
        PlaceRow("insurance", "医保结算窗口", "service_window", "leadership"),
        PlaceRow("guide", "导诊台", "service_window", "leadership"),
        PlaceRow("pharmacy", "门诊药房窗口", "service_window", "internal"),
        PlaceRow("laboratory", "检验窗口", "service_window", "internal"),
        PlaceRow("radiology", "放射窗口", "service_window", "surgery"),
        PlaceRow("maternal_care", "妇幼保健窗口", "service_window", "maternity"),
        PlaceRow("vaccination", "预防接种窗口", "service_window", "public_health"),
    ),
    (PlaceRow("clinical", "临床党支部"), PlaceRow("logistics", "行政后勤党支部")),
    (
        PersonRow("李燕", "li yan", "internal", "clinical"),
        PersonRow("张建国", "zhang jian guo", "internal", "clinical", "head@internal"),
        PersonRow("陈秀英", "chen xiu ying", "surgery", "clinical", "secretary@clinical"),
        PersonRow("黄德明", "huang de ming", "leadership", "logistics", "leader@here"),
        PersonRow("韦立新", "wei li xin", "leadership", "logistics", "inspector@here"),
        PersonRow("罗丽萍", "luo li ping", "leadership", "logistics", "supervisor@here"),
        PersonRow("梁志强", "liang zhi qiang", "leadership", "logistics", "admin@here"),
        PersonRow("赵敏", "zhao min", "internal", "clinical"),
        PersonRow("周海燕", "zhou hai yan", "internal", "clinical"),
        PersonRow("吴小军", "wu xiao jun", "internal"),
        PersonRow("郑秋菊", "zheng qiu ju", "internal"),
        PersonRow("冯玉兰", "feng yu lan", "internal", "clinical"),
        PersonRow("邓家豪", "deng jia hao", "internal"),
        PersonRow("许文静", "xu wen jing", "internal"),
        PersonRow("何永康", "he yong kang", "surgery", "clinical", "head@surgery"),
        PersonRow("王芳", "wang fang", "surgery"),
        PersonRow("谢大勇", "xie da yong", "surgery"),
        PersonRow("潘晓东", "pan xiao dong", "surgery", "clinical"),
        PersonRow("蓝彩云", "lan cai yun", "surgery"),
        PersonRow("唐国平", "tang guo ping", "surgery", "clinical"),
        PersonRow("莫雪莲", "mo xue lian", "maternity", "clinical", "head@maternity"),
        PersonRow("苏桂芳", "su gui fang", "maternity"),
        PersonRow("覃美玲", "qin mei ling", "maternity", "clinical"),
        PersonRow("农春花", "nong chun hua", "maternity"),
        PersonRow("杨柳青", "yang liu qing", "maternity"),
        PersonRow("陆振华", "lu zhen hua", "public_health", "clinical", "head@public_health"),
        PersonRow("石磊", "shi lei", "public_health"),
        PersonRow("叶青青", "ye qing qing", "public_health", "clinical", "inspector@here"),
        PersonRow("欧阳雪", "ou yang xue", "public_health"),
        PersonRow("王芳", "wang fang", "registration", "logistics", "secretary@logistics"),
        PersonRow("钟文杰", "zhong wen jie", "registration"),
        PersonRow("宋佳慧", "song jia hui", "insurance"),
        PersonRow("彭晓琳", "peng xiao lin", "guide", "logistics"),
        PersonRow("曾广林", "zeng guang lin", "pharmacy", "logistics", "head@pharmacy"),
        PersonRow("卢静怡", "lu jing yi", "pharmacy"),
        PersonRow("方志伟", "fang zhi wei", "laboratory", "logistics"),
        PersonRow("温丽君", "wen li jun", "laboratory"),
        PersonRow("江海涛", "jiang hai tao", "radiology"),
        PersonRow("姚淑珍", "yao shu zhen", "maternal_care", "clinical"),
        PersonRow("白若兰", "bai ruo lan", "vaccination"),
    ),
)

NEIGHBOUR = InstitutionRow(
    "neighbour",
    "石桥乡卫生院",
    "QL02",
    "bureau",
    (
        PlaceRow("outpatient", "门诊部", "department"),
        PlaceRow("ward", "住院病区", "ward"),
        PlaceRow("dispensary", "药房窗口", "service_window", "outpatient"),
    ),
    (PlaceRow("neighbour_branch", "卫生院党支部"),),
    (
        PersonRow("马春林", "ma chun lin", "outpatient", "neighbour_branch", "head@outpatient leader@here"),
        PersonRow("林秀兰", "lin xiu lan", "outpatient", "neighbour_branch", "secretary@neighbour_branch"),
        PersonRow("徐志明", "xu zhi ming", "outpatient", "", "admin@here"),
        PersonRow("高小梅", "gao xiao mei", "ward", "neighbour_branch"),
        PersonRow("李燕", "li yan", "ward"),
        PersonRow("袁立群", "yuan li qun", "dispensary", "", "supervisor@here"),
    ),
)

INSTITUTIONS = (BUREAU, CENTRE, NEIGHBOUR)
