"""What a closed objection found to be right stands in the place of what was delivered."""

import json

import numpy as np
import pandas as pd
import pytest

from generator.model import parts
from generator.model.catalogue import Dataset
from generator.model.facts import Ruled
from generator.policy.corrections import collect, correct
from tests.builders import id_number, unified_code
from tests.model.descriptors import dataset, field
from tests.policy.rules.desk import case, example, ruling, with_credit, without_roles

PENALTIES = example().dataset("penalties")
NAME, CODE, CONTENT = "行政相对人名称", "行政相对人代码_1(统一社会信用代码)", "处罚内容"


def corrected(status: str, field: str, value: str, *at: int) -> Ruled:
    return Ruled(ruling("objections", status=status, field=field, value=value), np.array(at), is_exact=True)


def test_of_one_field_the_last_correction_counts_and_others_stand_beside_it():
    lines = [
        corrected("更正", CONTENT, "罚款1元", 1),
        corrected("维持", NAME, "甲", 1),
        corrected("更正", NAME, "乙", 1),
        corrected("更正", CONTENT, "罚款2元", 1, 2),
    ]

    found = [json.loads(text) if text else {} for text in collect(lines, 4)]

    assert [{}, {CONTENT: "罚款2元", NAME: "乙"}, {CONTENT: "罚款2元"}, {}] == found


def rows(*kinds: str) -> pd.DataFrame:
    about = case("penalties", [{"kind": kind, "subject-kind": "法人及非法人组织"} for kind in kinds])
    return about.frame


def test_a_corrected_cell_takes_the_place_and_the_delivered_frame_stays():
    frame = rows("organisation", "organisation")
    corrections = pd.Series(["", json.dumps({CODE: unified_code(1), CONTENT: ""})])

    found = correct(example(), example().dataset("penalties"), frame, corrections)

    assert ["", unified_code(1)] == found[parts.CODE].tolist()
    assert (unified_code(1), True) == (found[CODE][1], found[CONTENT].isna()[1])
    assert ["", ""] == frame[parts.CODE].tolist()


def test_without_corrections_the_frame_is_the_delivered_one():
    frame = rows("organisation")

    assert frame is correct(example(), example().dataset("penalties"), frame, pd.Series([""]))


def test_a_correction_makes_nobody_an_organisation_who_was_a_person():
    corrections = pd.Series([json.dumps({CODE: unified_code(1)})] * 2)

    found = correct(example(), example().dataset("penalties"), rows("person", "organisation"), corrections)

    assert ["person", "organisation"] == found[parts.KIND].tolist()


def test_a_code_that_its_check_refuses_is_no_code():
    corrections = pd.Series([json.dumps({CODE: "91420200MA00000000"})])

    found = correct(example(), example().dataset("penalties"), rows("organisation"), corrections)

    assert [""] == found[parts.CODE].tolist()


def test_a_list_without_a_name_is_corrected_too():
    law = dataset(
        field("代码", credit={"role": "subject-code", "check": "uscc"}), field("内容", credit={"role": "content-text"})
    )
    about = case(law, [{"subject-code": unified_code(1), "content-text": "甲"}, {"content-text": "乙"}])

    made = correct(example(), law, about.frame, pd.Series(["", '{"内容": "丙"}'], dtype="str"))

    assert ["甲", "丙"] == made["内容"].tolist()


def kind(about: Dataset, row: dict[str, str], **corrected: str) -> str:
    """What a second row is after a correction of cells by role; the first is not corrected."""
    cells = {str(about.named(role.replace("_", "-"))): cell for role, cell in corrected.items()}

    found = correct(example(), about, case(about, [{}, row]).frame, pd.Series(["", json.dumps(cells)]))

    return str(found[parts.KIND][1])


def only_organisations(*without: str) -> Dataset:
    """The penalties of a city that hands in organisations alone, without some columns."""
    silent = without_roles("penalties", *without)
    return silent.model_copy(update={"credit": with_credit("penalties", subjects="organisations").credit})


def test_a_corrected_kind_is_the_kind():
    assert "person" == kind(PENALTIES, {"subject-kind": "法人及非法人组织"}, subject_kind="自然人")


def test_a_name_that_could_be_a_persons_is_one_where_persons_are_handed_in_and_no_code_speaks_against_it():
    silent = without_roles("penalties", "subject-kind", "subject-code")

    assert "person" == kind(PENALTIES, {"subject-kind": "法人及非法人组织"}, subject_name="王小明")
    assert "organisation" == kind(PENALTIES, {"subject-kind": "法人及非法人组织"}, subject_name="黄石青禾建材有限公司")
    assert "person" == kind(silent, {}, subject_name="黄石青禾建材有限公司")
    assert "organisation" == kind(only_organisations("subject-kind", "subject-code"), {}, subject_name="王小明")


@pytest.mark.parametrize("without", [(), ("subject-kind",), ("subject-kind", "subject-name")])
def test_a_citizens_number_for_a_code_makes_a_person_of_a_subject_of_no_kind(without: tuple[str, ...]):
    assert "person" == kind(only_organisations(*without), {}, subject_code=id_number("19900101"))


def test_a_code_that_one_of_several_checks_lets_pass_is_a_code():
    wider = dataset(field("代码", credit={"role": "subject-code", "check": ["uscc", "registration-number"]}))
    corrections = pd.Series([json.dumps({"代码": unified_code(1)})])

    found = correct(example(), wider, case(wider, [{}]).frame, corrections)

    assert [unified_code(1)] == found[parts.CODE].tolist()


def test_corrections_are_a_column_of_texts_where_there_are_none_as_well():
    assert ["str", "str"] == [str(collect([], rows).dtype) for rows in (0, 2)]


@pytest.mark.parametrize(("name", "folded"), [("黄石 青禾（建材）有限公司", "黄石青禾(建材)有限公司"), ("", "")])
def test_a_corrected_name_is_the_name_that_others_are_compared_with(name: str, folded: str):
    frame = case(PENALTIES, [{}, {"subject-name": "甲店", "subject-kind": "法人及非法人组织"}]).frame
    frame[parts.NAME] = ["", "甲店"]

    found = correct(example(), PENALTIES, frame, pd.Series(["", json.dumps({NAME: name})]))

    assert ["", folded] == found[parts.NAME].tolist()


# Mutants that no test can notice:
# + cells = {"word": role.get("subject-kind", blank), "name": role.get("subject-name", None), "raw_code": raw}
# + cells = {"word": role.get("subject-kind", blank), "name": role.get("subject-name", ), "raw_code": raw}
#   A name that is missing is told to be nobody's as an empty one is.
