"""What rows of one dataset mean for those of another, and what is announced."""

from pathlib import Path

import pandas as pd
import pytest

from generator.model.facts import Past
from generator.stages.read import read_city
from tests.builders import SmallCity, penalty, small_city, unified_code
from tests.night import night

DAY = "2026-11-24"
CODE = "行政相对人代码_1(统一社会信用代码)"
REPAIR = {"authority": "局", "document": "修复1", "decided_on": "2026-11-20", "action": "终止公示"}
TWO = {"dataset": "penalties", "department": "market-regulation", "record_number": "黄市监处罚〔2026〕2号"}


def commitment(number: int, subject: int, kind: str = "信用修复型", concerns: str = "") -> dict[str, str]:
    return {
        "承诺编码": f"42020099999999{number:06d}",
        "承诺人名称": f"黄石市青禾{subject}建材有限公司",
        "承诺人类别": "法人及非法人组织",
        "承诺人代码": unified_code(subject),
        "承诺类型": kind,
        "承诺事由": "为修复行政处罚信息作出承诺",
        "承诺内容": "依法经营",
        "违诺责任": "依法承担责任",
        "承诺作出日期": "2026-11-01",
        "承诺有效期": "2027-11-01",
        "承诺履行状态": "全部履行",
        "承诺受理单位": "黄石市行政审批局（演示）",
        "公开类型": "可向社会公开",
        "关联记录文书号": concerns,
    }


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    small = small_city(tmp_path / "city")
    small.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2), penalty(3)])
    return small


def deliver(city: SmallCity, *rows: dict[str, str]) -> None:
    """Deliver commitments under the columns of the catalogue, those that a test does not care about empty."""

    catalogue = read_city(city.data)
    names = [field.name for field in catalogue.dataset("commitments").fields]
    concerns = catalogue.dataset("commitments").named("concerns") or ""
    authority = catalogue.dataset("commitments").named("authority-code") or ""
    code = next(one.code for one in catalogue.departments if one.id == "approval")
    filled = [{**row, concerns: row["关联记录文书号"], authority: code} for row in rows]
    city.deliver(
        "approval", "commitments-20261101.csv", [{name: row.get(name, "") for name in names} for row in filled]
    )


def test_a_commitment_for_repair_leaves_with_its_record_or_with_the_first_of_its_subject(city, tmp_path):
    deliver(
        city,
        commitment(1, 2, concerns="黄市监处罚(2026)2"),
        commitment(2, 2, concerns="黄市监处罚〔2026〕77号"),
        commitment(3, 2),
        commitment(4, 2, kind="主动型"),
        commitment(5, 3),
    )
    city.rule("repairs", **TWO, **REPAIR)

    assert ["repaired", "", "repaired", "", ""] == night(city, DAY, tmp_path / "work").reasons["commitments"]


def test_a_commitment_for_repair_never_says_what_it_is_for(city, tmp_path):
    deliver(city, commitment(1, 2), commitment(4, 2, kind="主动型"))

    shown = night(city, DAY, tmp_path / "work").shown["commitments"]

    assert ["", "为修复行政处罚信息作出承诺"] == [row["承诺事由"] for row in shown]


def test_a_name_that_looks_like_another_is_told_to_its_department(tmp_path):
    city = small_city(tmp_path / "city")
    names = ("黄石己巳建材有限公司", "黄石已已建材有限公司", "黄石庚午建材有限公司")
    rows = [penalty(number, 行政相对人名称=name) for number, name in enumerate(names, start=1)]
    city.deliver("market-regulation", "penalties-20261101.csv", rows)

    found = night(city, DAY, tmp_path / "work")

    assert ([2, 3], ["", "", ""]) == (found.notes("name-confusable"), found.reasons["penalties"])


WITHDRAWN = {"authority": "局", "document": "撤1", "decided_on": "2026-11-20", "kind": "撤销", "reason": "证据不足"}
APOLOGY = {"authority": "局", "document": "异1", "decided_on": "2026-11-20", "origin": "异议", "apology": "on-request"}
NAMED = {"subject_name": "黄石市青禾2建材有限公司", "subject_code": unified_code(2)}


def test_a_withdrawal_is_announced_with_the_name_only_at_request(city, tmp_path):
    city.rule("withdrawals", **TWO, **NAMED, **WITHDRAWN)
    three = {**TWO, "record_number": "黄市监处罚〔2026〕3号", "document": "撤2", "notice": "subject"}
    city.rule(
        "withdrawals", **{**WITHDRAWN, **three}, subject_name="黄石市青禾3建材有限公司", subject_code=unified_code(3)
    )

    notices = night(city, DAY, tmp_path / "work").notices

    assert [("2号", "", "证据不足"), ("3号", "黄石市青禾3建材有限公司", "证据不足")] == [
        (one.record_number[-2:], one.subject_name, one.reason) for one in notices
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"行政相对人名称": "王小明", "行政相对人类别": "自然人", CODE: ""},
        {"处罚依据": "《中华人民共和国治安管理处罚法》第二十六条"},
        {"违法事实": ""},
    ],
    ids=["a person", "sealed", "never shown"],
)
def test_what_was_not_public_is_not_announced(tmp_path, changes):
    city = small_city(tmp_path / "city")
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1), penalty(2, **changes)])
    city.rule("withdrawals", **TWO, **WITHDRAWN)

    assert () == night(city, DAY, tmp_path / "work").notices


@pytest.mark.parametrize(
    ("ending", "reason"),
    [({"status": "更正", "field": "处罚内容", "value": "罚款1元"}, "更正"), ({"status": "撤销"}, "撤销")],
)
def test_an_apology_that_was_asked_for_names_the_organisation(city, tmp_path, ending, reason):
    city.rule("objections", **TWO, **NAMED, **APOLOGY, **ending)

    (notice,) = night(city, DAY, tmp_path / "work").notices

    assert ("apology", "黄石市青禾2建材有限公司", reason) == (notice.kind, notice.subject_name, notice.reason)


def test_nobody_apologises_unasked_or_for_what_was_right(city, tmp_path):
    city.rule("objections", **TWO, **NAMED, **{**APOLOGY, "apology": ""}, status="撤销")
    three = {**TWO, "record_number": "黄市监处罚〔2026〕3号"}
    city.rule("objections", **three, **{**APOLOGY, "document": "异2"}, status="维持")

    assert () == night(city, DAY, tmp_path / "work").notices


def test_an_open_objection_is_told_to_the_provider(city, tmp_path):
    city.rule(
        "objections", **TWO, authority="局", document="异1", decided_on="2026-11-20", origin="投诉", status="受理"
    )

    assert [3] == night(city, DAY, tmp_path / "work").notes("objection-pending")


def test_a_file_without_its_last_line_end_is_noted(city, tmp_path):
    path = city.data / "departments/market-regulation/penalties-20261101.csv"
    path.write_bytes(path.read_bytes().rstrip())

    found = night(city, DAY, tmp_path / "work")

    assert [None] == found.notes("no-final-newline")


def test_a_decision_that_was_shown_in_time_stays_in_time(tmp_path):
    """Seven working days after Friday 13 November 2026 end with the 24th."""
    city = small_city(tmp_path / "city")
    city.deliver("market-regulation", "penalties-20261101.csv", [penalty(1, 处罚决定日期="2026-11-13")])
    (row,) = night(city, DAY, tmp_path / "a").shown["penalties"]

    nights = [
        night(city, "2026-12-10", tmp_path / name, Past(first_shown=pd.Series({row["record_id"]: first})))
        for name, first in (("b", "2026-11-24"), ("c", "2026-11-25"))
    ]

    assert [0, 1] == [len(one.notes("late-publication")) for one in nights]
