"""An ID number is found whatever short words part it; days, amounts and numbers of a sentence are none."""

from datetime import date

import pytest

from generator.policy.identifiers.disguised import ID_NUMBER, Hit, hits
from generator.policy.identifiers.parted import parted_ids
from generator.policy.identifiers.signs import read
from generator.policy.suspicion import is_suspicious
from tests.policy.identifiers.test_checks import citizen

ID = next(one for one in (citizen(date(1990, 1, 1), number) for number in range(99)) if one.endswith("X"))
ENDS_IN_DIGIT = next(one for one in (citizen(date(1990, 1, 1), number) for number in range(99)) if one.isdigit())
OLDEST_TOO_YOUNG, YOUNGEST = citizen(date(2010, 1, 1), 1), citizen(date(2009, 12, 31), 1)


def cut(number: str) -> tuple[str, str, str]:
    """Division, birth date, and what follows."""
    return number[:6], number[6:14], number[14:]


PARTS = cut(ID)


@pytest.mark.parametrize(
    "written",
    [
        *(word.join(PARTS) for word in ("杠", "空格", "a", "的", "（尾）", " 转 ", "xx")),
        "{}出生{}尾号{}".format(*PARTS),
        f"{ID[:3]}转{ID[3:6]}转{ID[6:10]}年{ID[10:12]}月{ID[12:14]}日{ID[14:]}",
        "点".join(ID),
        f"{ID[:6]} {ID[6:14]}的{ID[14:17]}和{ID[17]}",
    ],
)
def test_short_words_part_no_number(written: str):
    assert [Hit(3, 3 + len(written), ID_NUMBER)] == hits(f"经营者{written}到场。")
    assert is_suspicious(f"第一条{written}")
    assert [(0, len(written)), (len(written) + 1, 2 * len(written) + 1)] == list(
        parted_ids(read(f"{written}；{written}", numerals=False))
    )


@pytest.mark.parametrize(
    "text",
    [
        "到期日".join(PARTS),  # longer words are sentences
        *(stop.join(PARTS) for stop in ("，计", "、", "；", "。", "元")),
        "转".join(cut(OLDEST_TOO_YOUNG)),  # a decision of 2010
        f"{ID[:7]}转{ID[7:14]}转{ID[14:]}",
        f"{ID[:6]}转{ID[6:13]}转{ID[13:]}",
        f"{ID[:6]}转{ID[6:14]}转{ID[14:17]}0",
        f"7{ID[:6]}转{ID[6:14]}转{ID[14:]}",
        f"{ID[:6]}转{ID[6:14]}转{ID[14:17]}",
        f"{ID[:6]}转{ID[6:14]}转{ID[14:]}A",
        "4转2",
    ],
)
def test_other_groups_of_digits_are_no_number(text: str):
    assert [] == list(parted_ids(read(text, numerals=False)))


def test_the_group_before_a_number_does_not_hide_it():
    written = "转".join(PARTS)

    assert [(4, 4 + len(written))] == list(parted_ids(f"123转{written}"))


def test_the_group_after_a_number_does_not_hide_it():
    written = "转".join(cut(ENDS_IN_DIGIT))

    assert [(0, len(written))] == list(parted_ids(f"{written}转123"))
    assert is_suspicious(f"{written}转123")


def test_the_last_who_could_be_decided_about_were_born_at_the_end_of_2009():
    written = "转".join(cut(YOUNGEST))

    assert [(0, len(written))] == list(parted_ids(written))
