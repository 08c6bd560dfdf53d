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


def test_the_first_character_of_a_letter_stands_under_it():
    assert list("abcdefghjklmnopqrstwxyz") == initials(list("啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"))


def test_many_names_keep_their_order_and_none_have_no_letters():
    assert ["h", "d", "h"] == initials(["黄石", "大冶", "黄梅"])
    assert [] == initials([])


def test_a_name_that_cannot_be_encoded_is_ordered_by_what_can():
    """A lone surrogate is damage that `validate` withholds; here it must not stop the build."""
    assert [b"A?"] == order_of(["A\ud800"])


# Mutants that no test can notice:
# + return [name.encode("GB18030", "replace") for name in names]
# + place = first.encode("GB2312")
#   Codecs are called alike in small letters and in capitals.
