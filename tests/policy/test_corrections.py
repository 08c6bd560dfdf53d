"""What a closed objection found to be right stands in the place of what was delivered."""

import json

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.facts import Ruled
from generator.policy.corrections import collect, correct
from tests.builders import unified_code
from tests.model.descriptors import dataset, field
from tests.policy.rules.desk import case, example, ruling

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
