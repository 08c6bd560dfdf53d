"""A line of rulings, its place among others, and how it is written again."""

from dataclasses import replace
from datetime import date

from generator.model.rulings import Ruling

LINE = Ruling(
    "removals", 3, "models", "civil", "1", "甲公司", "", "局", "函1", date(2026, 11, 24), {"reason": "认定有误"}
)  # fmt: skip


def test_what_was_followed_once_comes_before_what_stands_in_the_file_tonight():
    kept = replace(LINE, line=9, is_kept=True)

    assert [kept, LINE] == sorted([LINE, kept], key=lambda one: one.place)


def test_a_line_is_written_again_as_it_was_read():
    common = ("models", "civil", "1", "甲公司", "", "局", "函1")

    assert (*common, "2026-11-24", "认定有误") == LINE.cells
    assert (*common, "", "认定有误") == replace(LINE, decided_on=None).cells
