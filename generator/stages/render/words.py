"""Words of the pages: what codes, kinds and days are called when the public reads them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

FOREVER = "9999-12-31"
NOTHING = "无"


class Day(NamedTuple):
    """A day for machines and for people; `iso` is empty where there is no day to give."""

    iso: str
    words: str


@lru_cache(maxsize=1 << 14)
def day_of(iso: str) -> Day:
    """Put an ISO day into words; the last day of machine files is 长期.

    >>> day_of("2026-04-08").words, day_of("9999-12-31")
    ('2026年4月8日', Day(iso='', words='长期'))
    """
    if iso == FOREVER:
        return Day("", "长期")
    day = date.fromisoformat(iso)
    return Day(iso, f"{day.year}年{day.month}月{day.day}日")


def month_words(month: str) -> str:
    """Put a month `2026-04` into words.

    >>> month_words("2026-04")
    '2026年4月'
    """
    return f"{month[:4]}年{int(month[5:7])}月"


def size_words(size_bytes: int) -> str:
    """Say how big a file is, in the unit that needs few digits.

    >>> size_words(800), size_words(22_000), size_words(2_100_000)
    ('1 KB', '22 KB', '2.1 MB')
    """
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"


class KindWords(NamedTuple):
    """How one kind of dataset speaks: its group at home, its verb, the titles of a record's sections, what it means."""

    title: str
    group: str
    verb: str
    subject: str
    matter: str
    authority: str
    says: str
    says_not: str


ADMINISTRATION, LISTS = "行政管理", "名单"

KINDS: dict[str, KindWords] = {
    "licence": KindWords(
        "行政许可",
        ADMINISTRATION,
        "作出许可决定",
        "许可了谁",
        "许可了什么",
        "谁作出的决定",
        "行政机关准许这家单位从事上述活动，以许可有效期为限。",
        "不表示对这家单位的产品或者服务作了保证。",
    ),
    "penalty": KindWords(
        "行政处罚",
        ADMINISTRATION,
        "作出处罚决定",
        "处罚了谁",
        "为什么处罚，怎样处罚",
        "谁作出的决定",
        "这家单位在上述日期受到上述处罚。",
        "不表示处罚尚未履行，不表示这家单位现在仍在违法，也不表示不能与它往来。",
    ),
    "commitment": KindWords(
        "信用承诺",
        ADMINISTRATION,
        "收到承诺",
        "谁作出的承诺",
        "承诺了什么",
        "向谁承诺",
        "这家单位书面作出了上述承诺。",
        "不表示承诺已经履行。",
    ),
    "red-list": KindWords(
        "守信激励对象",
        LISTS,
        "认定",
        "认定了谁",
        "认定了什么",
        "谁认定的",
        "这家单位在认定时符合上述名单的标准。",
        "不表示它在其他方面没有失信记录，也不是对交易的保证。",
    ),
    "model": KindWords(
        "诚信典型",
        LISTS,
        "推选",
        "推选了谁",
        "为什么推选",
        "谁推选的",
        "有关单位经推荐和公示，把它作为诚信典型。",
        "不是行政认定，也不是对交易的保证。",
    ),
    "serious-list": KindWords(
        "严重失信主体",
        LISTS,
        "列入名单",
        "列入了谁",
        "为什么列入",
        "谁列入的",
        "有权机关依法把这家单位列入了上述名单。",
        "不表示与它的一切往来都受限制；依法采取哪些措施，以奖惩措施清单为准。",
    ),
    "watch-list": KindWords(
        "重点关注对象",
        LISTS,
        "列入名录",
        "列入了谁",
        "为什么列入",
        "谁列入的",
        "这家单位有需要提醒交易对方留意的情形。",
        "不是行政处罚，也不是严重失信主体名单。",
    ),
}

ANNOTATIONS: dict[str, tuple[str, str]] = {
    "objection-pending": ("异议核实中", "tag-half tag-warn"),
    "corrected": ("已更正", "tag-sq"),
    "repair-annotated": ("已修复（标注）", "tag-sq"),
    "repairable-from": ("可以申请修复", ""),
}
"""Annotation code to its label and the shape of its tag."""

SUBJECT_WORDS = {"organisation": "法人及非法人组织", "sole-trader": "个体工商户", "person": "自然人"}
DISCLOSURES = {
    "public": "公开",
    "name": "隐去名字后公开",
    "narrative": "隐去个人信息后公开",
    "district": "只公开到区县",
    "withhold": "不公开",
}
LEVELS = {
    "law": "法律",
    "administrative-regulation": "行政法规",
    "local-regulation": "地方性法规",
    "central-policy": "党中央、国务院政策文件",
    "state-council-decision": "国务院决定",
    "department-rule": "部门规章",
    "normative-document": "规范性文件",
    "judicial-interpretation": "司法解释",
    "local-supplement": "地方补充目录",
}
FORMS = {"xlsx": "XLSX", "csv": "CSV", "jsonl": "JSONL", "parquet": "Parquet", "ids.gz": "编号清单"}

REASONS: dict[str, str] = {
    "not-a-row": "说明行、空行等，不是一条记录",
    "taken-down": "依通知撤下",
    "ruling-unresolved": "有关决定指向不明，等待核实",
    "not-public": "不属于可以向社会公开的信息",
    "no-basis": "公示依据不足或者已经失效",
    "schema": "数据不符合目录规定的格式",
    "id-damaged": "号码残缺",
    "code-check": "代码没有通过校验",
    "dates-contradict": "日期互相矛盾",
    "text-damaged": "文字有乱码",
    "entity-mismatch": "主体类别与代码不符",
    "class-unknown": "失信程度不明，等待部门认定",
    "superseded": "已有更新的记录代替",
    "duplicate-identical": "重复送达",
    "duplicate-conflict": "同一记录内容不一，等待部门核实",
    "list-without-basis": "名单没有设列依据",
    "procedure-incomplete": "列入程序的要素不全",
    "measure-unlisted": "措施不在清单内",
    "measure-forced": "措施不得强制",
    "sealed": "治安违法记录依法封存",
    "minor-person": "涉及自然人，不公开",
    "person-withheld": "涉及自然人，不公开",
    "removed-at-source": "部门已经撤下",
    "parity-removed": "部门网站已经不再公示",
    "source-held": "数量变化异常，等待部门确认",
    "source-too-old": "名单太久没有更新",
    "decision-withdrawn": "决定被变更、撤销或者确认违法、无效",
    "decision-suspended": "决定停止或者中止执行",
    "objection-upheld": "异议成立",
    "repaired": "已经完成信用修复",
    "red-list-revoked": "已退出守信名单",
    "red-list-conflict": "有失信记录，退出守信名单",
    "tombstoned": "此前已经撤下，不再重新公示",
    "slight": "失信程度轻微，不公示",
    "not-yet": "未到公示日期",
    "not-in-force": "已被撤销、注销或者失效",
    "no-end": "缺少公示截止日期",
    "expired": "公示期已满",
    "text-unsafe": "文字中可能有个人信息，等待处理",
    "gate-held": "发布前检查没有通过",
}

SOURCES: dict[str, str] = {
    "source-missing": "没有送达，沿用上一次的数据",
    "source-unreadable": "文件不能读取",
    "source-malformed": "文件结构有误",
    "source-header": "表头与目录不符",
    "source-empty": "文件没有记录",
    "source-shrunk": "记录异常减少，等待确认",
    "source-grown": "记录异常增加，等待确认",
    "source-sparse": "部分字段大量空缺",
    "source-stale": "长期没有变化",
    "source-rolled-back": "批次早于上一次",
    "out-of-catalogue": "不在目录之内",
    "wrong-department": "不是这个部门应当报送的数据",
}


def reason_words(code: str) -> str:
    """What a withholding code is called; raises KeyError for one that is not on the list of design §7."""
    return REASONS[code.split("/", 1)[0]]
