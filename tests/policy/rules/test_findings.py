"""Every finding says more than its code: what it does, which field it is about, and on which article it rests."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generator.model import parts
from generator.model.catalogue import Criteria, ListingProcedure
from generator.model.facts import Graves, Listed, PartFacts, Ruled
from generator.policy.case import Case
from generator.policy.rules import (
    RULES,
    access,
    amount,
    basis,
    commitment,
    confusable,
    division,
    duplicates,
    measures,
    objection,
    parity,
    period,
    persons,
    red_list,
    repair,
    sealed,
    serious_list,
    source,
    takedown,
    timeliness,
    tombstone,
    unresolved,
    withdrawal,
)
from tests.builders import id_number
from tests.policy.rules.desk import Judge, case, example, findings, ruling, said, with_credit

FIRST = np.array([0])
OPINION = "huangxinyong-2021-3 "
PENALTY_SETS = "ndrc-order-36;ndrc-order-58;ndrc-2019-527"
PENALTY = {"decided-on": "2026-09-14", "severity": "一般"}
LISTED = {"fact-text": "偷税", "basis-text": "《税收征收管理法》第六十三条", "listed-on": "2026-01-05"}


def facts(**known: Any) -> PartFacts:
    return replace(PartFacts(), **known)


def with_facts(about: Case, known: PartFacts) -> Case:
    return replace(about, facts=known)


def delivered(**flags: bool) -> Case:
    about = case("licences", [{}])
    for name in (parts.OMITTED, parts.WAITING, parts.TOO_OLD):
        about.frame[name] = [flags.get(name.strip("@"), False)]
    return about


def ruled(dataset: str, file: str, **cells: str) -> Case:
    return case(dataset, [PENALTY if dataset == "penalties" else {}], ruled=[(ruling(file, **cells), [0])])


GRAVES = Graves(FIRST, np.array(["2026-11-20"], dtype="datetime64[D]"), np.array(["repaired"]))
PERSON = {"kind": "person", "person-id": id_number("20101231"), "decided-on": "2026-09-14"}
UNCLEAR = facts(ruled=(Ruled(ruling("repairs", action="移出"), FIRST, is_exact=False),))
UNKNOWN_MEASURE = ListingProcedure(measures="没有的措施", removal_terms="满三年", remedies="复议")
OLD_CRITERIA = with_credit(
    "red-list-tax-a", criteria=Criteria(document="tax-credit-measures", replaced_on="2026-01-01")
)

FINDINGS: list[tuple[str, Judge, Case, set[tuple[str, str, str, str]]]] = [
    ("takedown", takedown.judge, ruled("penalties", "takedowns"), {("taken-down", "withhold", "", OPINION + "七(三)")}),
    (
        "unresolved",
        unresolved.judge,
        with_facts(case("penalties", [{}]), UNCLEAR),
        {("ruling-unresolved", "withhold", "", "ndrc-order-36 3")},
    ),
    (
        "access of the item",
        access.judge,
        case(with_credit("licences", access="closed"), [{}]),
        {("not-public", "withhold", "credit.access", OPINION + "三(三)")},
    ),
    (
        "access of the row",
        access.judge,
        case("commitments", [{"row-access": "不可公开"}]),
        {("not-public", "withhold", "公开类型", OPINION + "三(三)")},
    ),
    (
        "no basis",
        basis.judge,
        case(with_credit("penalties", basis=("ndrc-order-58",)), [{}]),
        {
            ("no-basis", "withhold", "credit.basis", OPINION + "三(一)"),
            ("basis-repealed", "note", "credit.basis", "ndrc-order-58"),
        },
    ),
    (
        "duplicates",
        duplicates.judge,
        with_facts(case("penalties", [{}, {}, {}]), PartFacts(FIRST, np.array([1]), np.array([2]))),
        {
            (code, "withhold", "", "personal-information-law 8")
            for code in ("superseded", "duplicate-identical", "duplicate-conflict")
        },
    ),
    (
        "a key that is not unique",
        duplicates.judge,
        case("penalties", [{}, {}], broken_keys=(("schema/unique-error", "处罚决定书文号", np.array([1])),)),
        {("schema/unique-error", "withhold", "处罚决定书文号", "personal-information-law 8")},
    ),
    (
        "a list without basis",
        serious_list.judge,
        case(with_credit("serious-tax", scope=None), [LISTED]),
        {("list-without-basis", "withhold", "credit.scope", OPINION + "五")},
    ),
    (
        "an incomplete listing",
        serious_list.judge,
        case("serious-tax", [{**LISTED, "basis-text": ""}]),
        {("procedure-incomplete", "withhold", "相关法律依据及税务处理处罚情况", OPINION + "五")},
    ),
    (
        "sealed",
        sealed.judge,
        case("penalties", [{"basis-text": "《中华人民共和国治安管理处罚法》第二十六条"}]),
        {("sealed", "withhold", "处罚依据", "public-security-penalty-law 136")},
    ),
    (
        "minors",
        persons.judge,
        case("penalties", [PERSON]),
        {
            ("minor-person", "withhold", "", "personal-information-law 28"),
            ("person-withheld", "withhold", "", "personal-information-law 25"),
        },
    ),
    ("omitted", source.judge, delivered(omitted=True), {("removed-at-source", "withhold", "", "ndrc-order-36 3")}),
    ("waiting", source.judge, delivered(waiting=True), {("source-held", "withhold", "", OPINION + "三(二)")}),
    ("too old", source.judge, delivered(**{"too-old": True}), {("source-too-old", "withhold", "", "ndrc-order-36 3")}),
    (
        "parity",
        parity.judge,
        case(with_credit("penalties", parity="enforce"), [{}], related={parity.EXTRA: FIRST, parity.DIFFERENT: FIRST}),
        {
            ("parity-removed", "withhold", "", OPINION + "三(四)"),
            ("parity-extra", "note", "", OPINION + "三(四)"),
            ("parity-different", "note", "", OPINION + "三(四)"),
        },
    ),
    (
        "shown longer than the department does",
        parity.judge,
        case("penalties", [PENALTY], theirs={0: "2026-12-01"}),
        {("parity-longer", "note", "公示截止期", OPINION + "三(四)")},
    ),
    (
        "withdrawn",
        withdrawal.judge,
        ruled("penalties", "withdrawals", kind="撤销"),
        {("decision-withdrawn", "withhold", "", "administrative-penalty-law 48")},
    ),
    (
        "suspended",
        withdrawal.judge,
        ruled("penalties", "withdrawals", kind="停止执行"),
        {("decision-suspended", "withhold", "", OPINION + "七(三)")},
    ),
    (
        "objection open",
        objection.judge,
        ruled("penalties", "objections", status="核查中"),
        {("objection-pending", "annotate", "", OPINION + "七(三)")},
    ),
    (
        "objection corrected",
        objection.judge,
        ruled("penalties", "objections", status="更正"),
        {("corrected", "annotate", "", OPINION + "七(三)")},
    ),
    (
        "objection upheld",
        objection.judge,
        ruled("penalties", "objections", status="撤销"),
        {("objection-upheld", "withhold", "", OPINION + "七(三)")},
    ),
    (
        "repaired",
        repair.judge,
        ruled("penalties", "repairs", action="终止公示"),
        {("repaired", "withhold", "", "ndrc-order-36 3")},
    ),
    (
        "marked as repaired",
        repair.judge,
        ruled("licences", "repairs", action="标注"),
        {("repair-annotated", "annotate", "", "ndrc-order-36 3")},
    ),
    (
        "may be repaired",
        repair.judge,
        case("penalties", [PENALTY], on="2026-12-14"),
        {("repairable-from", "annotate", "", "ndrc-order-36 3")},
    ),
    (
        "commitment",
        commitment.judge,
        case("commitments", [{}], related={commitment.REPAIRED_WITH: FIRST}),
        {("repaired", "withhold", "", "ndrc-order-36 3")},
    ),
    (
        "struck off the red list",
        red_list.judge,
        ruled("red-list-tax-a", "removals", reason="认定有误"),
        {("red-list-revoked", "withhold", "", OPINION + "四(二)")},
    ),
    (
        "recognised by criteria that were replaced",
        red_list.judge,
        case(OLD_CRITERIA, [{"year": "2024"}]),
        {("red-list-revoked", "withhold", "credit.criteria", OPINION + "四(二)")},
    ),
    (
        "listed among the dishonest",
        red_list.judge,
        case("red-list-tax-a", [{}, {}], listed=Listed(FIRST, ("cause",), np.array([1]))),
        {
            ("red-list-conflict", "withhold", "", OPINION + "四(二)"),
            ("red-list-namesake", "note", "", OPINION + "四(二)"),
        },
    ),
    (
        "removed before",
        tombstone.judge,
        case("penalties", [{}], graves=GRAVES),
        {("tombstoned", "withhold", "", "ndrc-order-36 3")},
    ),
    (
        "not yet and assumed",
        period.judge,
        case("penalties", [{"decided-on": "2026-12-01"}]),
        {("not-yet", "withhold", "", PENALTY_SETS), ("class-assumed", "note", "", PENALTY_SETS)},
    ),
    (
        "expired",
        period.judge,
        case("penalties", [{**PENALTY, "decided-on": "2023-05-01"}]),
        {("expired", "withhold", "", PENALTY_SETS)},
    ),
    (
        "slight",
        period.judge,
        case("penalties", [{**PENALTY, "severity": "轻微"}], on="2026-11-24"),
        {("slight", "withhold", "", PENALTY_SETS)},
    ),
    (
        "before the newest set",
        period.judge,
        case("penalties", [{**PENALTY, "decided-on": "2026-04-01"}], on="2026-03-31"),
        {("not-yet", "withhold", "", "ndrc-order-58;ndrc-2019-527")},
    ),
    (
        "on the day on which the newest set begins",
        period.judge,
        case("penalties", [{**PENALTY, "decided-on": "2026-04-02"}], on="2026-04-01"),
        {("not-yet", "withhold", "", PENALTY_SETS)},
    ),
    (
        "before every set",
        period.judge,
        case("penalties", [{**PENALTY, "decided-on": "2019-06-30"}], on="2019-06-29"),
        {("not-yet", "withhold", "", "ndrc-2019-527")},
    ),
    (
        "late",
        timeliness.judge,
        case("penalties", [PENALTY]),
        {("late-publication", "note", "处罚决定日期", "ndrc-2018-424")},
    ),
    (
        "a division nobody knows",
        division.judge,
        case("penalties", [{"subject-code": "919999990000000000"}]),
        {("division-unknown", "note", "行政相对人代码_1(统一社会信用代码)", "GB 32100-2015")},
    ),
    (
        "a name like another",
        confusable.judge,
        case("penalties", [{}], related={confusable.CONFUSABLE: FIRST}),
        {("name-confusable", "note", "行政相对人名称", "personal-information-law 8")},
    ),
    (
        "another amount",
        amount.judge,
        case("penalties", [{"fine": "2000", "content-text": "罚款2000元"}]),
        {("amount-differs", "note", "罚款金额（万元）", "personal-information-law 8")},
    ),
    (
        "measures",
        measures.judge,
        case(with_credit("serious-tax", listing_procedure=UNKNOWN_MEASURE), [LISTED]),
        {("measure-unlisted", "withhold", "credit.listing_procedure.measures", OPINION + "六")},
    ),
]


@pytest.mark.parametrize(
    ("judge", "about", "expected"), [one[1:] for one in FINDINGS], ids=[one[0] for one in FINDINGS]
)
def test_a_finding_says_its_effect_its_field_and_its_basis(
    judge: Judge, about: Case, expected: set[tuple[str, str, str, str]]
):
    assert expected == findings(judge, about)


@pytest.mark.parametrize("name", [dataset.name for dataset in example().datasets])
def test_a_finding_names_no_field_that_its_dataset_does_not_have(name: str):
    """`said` looks at what every rule names, of a row that shows nothing wrong as well."""
    about = case(name, [{}])
    for column in (parts.OMITTED, parts.WAITING, parts.TOO_OLD):
        about.frame[column] = [False]

    codes = {rule: said(judge, about) for rule, judge in RULES}

    assert [[]] == codes["sealed"] == codes["source"] == codes["amount"]


RULINGS: list[tuple[Judge, str, dict[str, str]]] = [
    (takedown.judge, "takedowns", {}),
    (withdrawal.judge, "withdrawals", {"kind": "撤销"}),
    (withdrawal.judge, "withdrawals", {"kind": "停止执行"}),
    (objection.judge, "objections", {"status": "核查中"}),
    (objection.judge, "objections", {"status": "更正"}),
    (objection.judge, "objections", {"status": "撤销"}),
    (repair.judge, "repairs", {"action": "终止公示"}),
    (repair.judge, "repairs", {"action": "标注"}),
    (red_list.judge, "removals", {"reason": "认定有误"}),
]


@pytest.mark.parametrize(("judge", "file", "cells"), RULINGS)
def test_a_ruling_is_about_its_own_row_alone(judge: Judge, file: str, cells: dict[str, str]):
    about = case("licences", [{}, {}, {}], ruled=[(ruling(file, **cells), [1])])

    before, mine, after = said(judge, about)

    assert ([], 1, []) == (before, len(mine), after)


@pytest.mark.parametrize("code", ["removed-at-source", "source-held", "source-too-old"])
def test_what_a_delivery_does_to_a_row_it_does_to_no_other(code: str):
    about = case("licences", [{}, {}, {}])
    flags = {"removed-at-source": parts.OMITTED, "source-held": parts.WAITING, "source-too-old": parts.TOO_OLD}
    for name in flags.values():
        about.frame[name] = [False, name == flags[code], False]

    assert [[], [code], []] == said(source.judge, about)
