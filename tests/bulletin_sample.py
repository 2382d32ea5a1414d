"""A bulletin with everything in it, shaped like a real one: four kinds of findings, each with its place."""

from __future__ import annotations

import io

from PIL import Image

from models.bulletin_paper import BulletinPaper, Correction, PaperFinding, PaperGroup, PaperPhoto

ISSUER = "明察市第一人民医院"


def photo(width: int = 400, height: int = 300) -> PaperPhoto:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "JPEG")
    return PaperPhoto(made.getvalue(), width, height)


def finding(found: str, where: str, suggestion: str = "", photos: int = 0) -> PaperFinding:
    unit, building, floor, thing = where.split("/")
    pictures = tuple(photo() for _ in range(photos))
    return PaperFinding(
        found, unit=unit, building=building, floor=floor, object=thing, suggestion=suggestion, photos=pictures
    )


def sample(**changes: object) -> BulletinPaper:
    given: dict[str, object] = {
        "issuer": ISSUER,
        "title": "关于2026年第四季度暗访检查情况的通报",
        "code": "明医通",
        "year": "2026",
        "number": 43,
        "audience": "各科室、各党支部",
        "opening": "11月23日，医院对部分科室开展了暗访检查。现将有关情况通报如下：",
        "praise": (finding("主动为行动不便的患者提供轮椅", "门诊部/门诊楼/1层/导医台"),),
        "groups": (
            PaperGroup(
                "环境卫生",
                (
                    finding("地面有积水", "门诊部/门诊楼/2层/卫生间", "配置防滑垫", photos=2),
                    finding("垃圾桶外溢。", "后勤保障部/住院楼/B1层/电梯厅", photos=1),
                ),
            ),
            PaperGroup("标识标牌", (finding("指引缺失", "放射科/医技楼/1层/登记窗口", "更换标识"),)),
        ),
        "comparison": "与5月、8月两次检查相比，问题总数由15个、11个下降至7个。",
        "criticised": ("放射科",),
        "requirements": "各科室要逐条整改。\n行风办将组织“回头看”。",
        "objection_days": 5,
        "objection_until": "2026年12月4日",
        "corrects": Correction("明医通〔2026〕42号", "关于暗访情况的通报", "“药房”应为“药库”"),
        "date": "2026年11月28日",
        "copies": "市卫生健康委员会",
        "chain_number": 1284,
        "chain_head": "3f2a" * 16,
    }
    return BulletinPaper(**(given | changes))  # pyright: ignore[reportArgumentType]
