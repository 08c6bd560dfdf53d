"""Words of the pages: what codes, kinds and days are called when the public reads them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.model.message import _

MONTHS = {
    1: _("1月"), 2: _("2月"), 3: _("3月"), 4: _("4月"), 5: _("5月"), 6: _("6月"),
    7: _("7月"), 8: _("8月"), 9: _("9月"), 10: _("10月"), 11: _("11月"), 12: _("12月"),
}  # fmt: skip
FOREVER = "9999-12-31"
NOTHING = _("无")


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
        return Day("", _("长期"))
    day = date.fromisoformat(iso)
    return Day(iso, _("{year}年{month}{day}日", year=day.year, month=MONTHS[day.month], day=day.day))


def day_in_year(day: date) -> str:
    """Put a day into words where the year goes without saying.

    >>> day_in_year(date(2026, 4, 8))
    '4月8日'
    """
    return _("{month}{day}日", month=MONTHS[day.month], day=day.day)


def month_words(month: str) -> str:
    """Put a month `2026-04` into words.

    >>> month_words("2026-04")
    '2026年4月'
    """
    return _("{year}年{month}", year=month[:4], month=MONTHS[int(month[5:7])])


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


ADMINISTRATION, LISTS = _("行政管理"), _("名单")

KINDS: dict[str, KindWords] = {
    "licence": KindWords(
        _("行政许可"),
        ADMINISTRATION,
        _("作出许可决定"),
        _("许可了谁"),
        _("许可了什么"),
        _("谁作出的决定"),
        _("行政机关准许这家单位从事上述活动，以许可有效期为限。"),
        _("不表示对这家单位的产品或者服务作了保证。"),
    ),
    "penalty": KindWords(
        _("行政处罚"),
        ADMINISTRATION,
        _("作出处罚决定"),
        _("处罚了谁"),
        _("为什么处罚，怎样处罚"),
        _("谁作出的决定"),
        _("这家单位在上述日期受到上述处罚。"),
        _("不表示处罚尚未履行，不表示这家单位现在仍在违法，也不表示不能与它往来。"),
    ),
    "commitment": KindWords(
        _("信用承诺"),
        ADMINISTRATION,
        _("收到承诺"),
        _("谁作出的承诺"),
        _("承诺了什么"),
        _("向谁承诺"),
        _("这家单位书面作出了上述承诺。"),
        _("不表示承诺已经履行。"),
    ),
    "red-list": KindWords(
        _("守信激励对象"),
        LISTS,
        _("认定"),
        _("认定了谁"),
        _("认定了什么"),
        _("谁认定的"),
        _("这家单位在认定时符合上述名单的标准。"),
        _("不表示它在其他方面没有失信记录，也不是对交易的保证。"),
    ),
    "model": KindWords(
        _("诚信典型"),
        LISTS,
        _("推选"),
        _("推选了谁"),
        _("为什么推选"),
        _("谁推选的"),
        _("有关单位经推荐和公示，把它作为诚信典型。"),
        _("不是行政认定，也不是对交易的保证。"),
    ),
    "serious-list": KindWords(
        _("严重失信主体"),
        LISTS,
        _("列入名单"),
        _("列入了谁"),
        _("为什么列入"),
        _("谁列入的"),
        _("有权机关依法把这家单位列入了上述名单。"),
        _("不表示与它的一切往来都受限制；依法采取哪些措施，以奖惩措施清单为准。"),
    ),
    "watch-list": KindWords(
        _("重点关注对象"),
        LISTS,
        _("列入名录"),
        _("列入了谁"),
        _("为什么列入"),
        _("谁列入的"),
        _("这家单位有需要提醒交易对方留意的情形。"),
        _("不是行政处罚，也不是严重失信主体名单。"),
    ),
}

ANNOTATIONS: dict[str, tuple[str, str]] = {
    "objection-pending": (_("异议核实中"), "tag-half tag-warn"),
    "corrected": (_("已更正"), "tag-sq"),
    "repair-annotated": (_("已修复（标注）"), "tag-sq"),
    "repairable-from": (_("可以申请修复"), ""),
}
"""Annotation code to its label and the shape of its tag."""

SUBJECT_WORDS = {"organisation": _("法人及非法人组织"), "sole-trader": _("个体工商户"), "person": _("自然人")}
DISCLOSURES = {
    "public": _("公开"),
    "name": _("隐去名字后公开"),
    "narrative": _("隐去个人信息后公开"),
    "district": _("只公开到区县"),
    "withhold": _("不公开"),
}
LEVELS = {
    "law": _("法律"),
    "administrative-regulation": _("行政法规"),
    "local-regulation": _("地方性法规"),
    "central-policy": _("党中央、国务院政策文件"),
    "state-council-decision": _("国务院决定"),
    "department-rule": _("部门规章"),
    "normative-document": _("规范性文件"),
    "judicial-interpretation": _("司法解释"),
    "local-supplement": _("地方补充目录"),
}
FORMS = {"xlsx": "XLSX", "csv": "CSV", "jsonl": "JSONL", "parquet": "Parquet", "ids.gz": _("编号清单")}

REASONS: dict[str, str] = {
    "not-a-row": _("说明行、空行等，不是一条记录"),
    "taken-down": _("依通知撤下"),
    "ruling-unresolved": _("有关决定指向不明，等待核实"),
    "not-public": _("不属于可以向社会公开的信息"),
    "no-basis": _("公示依据不足或者已经失效"),
    "schema": _("数据不符合目录规定的格式"),
    "id-damaged": _("号码残缺"),
    "code-check": _("代码没有通过校验"),
    "dates-contradict": _("日期互相矛盾"),
    "text-damaged": _("文字有乱码"),
    "entity-mismatch": _("主体类别与代码不符"),
    "class-unknown": _("失信程度不明，等待部门认定"),
    "superseded": _("已有更新的记录代替"),
    "duplicate-identical": _("重复送达"),
    "duplicate-conflict": _("同一记录内容不一，等待部门核实"),
    "list-without-basis": _("名单没有设列依据"),
    "procedure-incomplete": _("列入程序的要素不全"),
    "measure-unlisted": _("措施不在清单内"),
    "measure-forced": _("措施不得强制"),
    "sealed": _("治安违法记录依法封存"),
    "minor-person": _("涉及自然人，不公开"),
    "person-withheld": _("涉及自然人，不公开"),
    "removed-at-source": _("部门已经撤下"),
    "parity-removed": _("部门网站已经不再公示"),
    "source-held": _("数量变化异常，等待部门确认"),
    "source-too-old": _("名单太久没有更新"),
    "decision-withdrawn": _("决定被变更、撤销或者确认违法、无效"),
    "decision-suspended": _("决定停止或者中止执行"),
    "objection-upheld": _("异议成立"),
    "repaired": _("已经完成信用修复"),
    "red-list-revoked": _("已退出守信名单"),
    "red-list-conflict": _("有失信记录，退出守信名单"),
    "tombstoned": _("此前已经撤下，不再重新公示"),
    "slight": _("失信程度轻微，不公示"),
    "not-yet": _("未到公示日期"),
    "not-in-force": _("已被撤销、注销或者失效"),
    "no-end": _("缺少公示截止日期"),
    "expired": _("公示期已满"),
    "text-unsafe": _("文字中可能有个人信息，等待处理"),
    "gate-held": _("发布前检查没有通过"),
}

SOURCES: dict[str, str] = {
    "source-missing": _("没有送达，沿用上一次的数据"),
    "source-unreadable": _("文件不能读取"),
    "source-malformed": _("文件结构有误"),
    "source-header": _("表头与目录不符"),
    "source-empty": _("文件没有记录"),
    "source-shrunk": _("记录异常减少，等待确认"),
    "source-grown": _("记录异常增加，等待确认"),
    "source-sparse": _("部分字段大量空缺"),
    "source-stale": _("长期没有变化"),
    "source-rolled-back": _("批次早于上一次"),
    "out-of-catalogue": _("不在目录之内"),
    "wrong-department": _("不是这个部门应当报送的数据"),
}


def reason_words(code: str) -> str:
    """What a withholding code is called; raises KeyError for one that is not on the list of design §7."""
    return REASONS[code.split("/", 1)[0]]
