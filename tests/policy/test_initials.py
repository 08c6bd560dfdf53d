"""Under which letter a name stands."""

import pytest

from generator.policy.initials import OTHER, initials, order_of


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("阿里路面馆", "a"), ("黄石磁湖建材有限公司", "h"), ("黃石磁湖建材有限公司", "h"), ("大冶有色", "d"),
        ("阳新县", "y"), ("鑫源商行", "x"), ("蕲春艾草店", "q"), ("重庆小面", "c"), ("重点实验室", "z"),
        ("座山雕酒楼", "z"), ("B超市", "b"), ("7天酒店", OTHER), ("龘龘店", OTHER), ("（黄石）厂", OTHER),
    ],
)  # fmt: skip
def test_a_name_stands_under_the_letter_of_its_first_character(name: str, letter: str):
    assert initials([name]) == [letter]


def test_names_under_a_letter_are_in_the_order_of_their_reading():
    names = ["黄石", "海南", "湖北", "哈尔滨"]

    assert sorted(names, key=dict(zip(names, order_of(names), strict=True)).__getitem__) == [
        "哈尔滨", "海南", "湖北", "黄石",
    ]  # fmt: skip
