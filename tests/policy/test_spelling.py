"""Search finds a name however it is spelt: width, case, blanks, brackets, traditional characters."""

import pytest

from generator.policy.spelling import SEPARATOR, fold_all, level_all, ordinary_pairs, pairs, simplify_all


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黃石市ａｂｃ（集團） 公司", "黄石市ABC(集团)公司"),
        ("〔2026〕【2026】[2026]", "(2026)(2026)(2026)"),
        ("甲|乙", "甲/乙"),
        ("甲\u200b乙\ufeff丙\u00a0丁\t戊", "甲乙丙丁戊"),
        ("e\u200b\u0301", "É"),
        ("", ""),
    ],
)
def test_two_spellings_that_a_reader_takes_for_one_fold_alike(text, expected):
    assert [expected] == fold_all([text])


def test_texts_are_folded_each_by_itself():
    assert ["黄石", "", "A"] == fold_all(["黃石", " ", "ａ"])


def test_characters_are_simplified_one_by_one_and_not_by_phrases():
    """OpenCC reads 乾隆 as a phrase and leaves it; a table of pairs in the browser cannot."""
    assert ["干隆", "黄石"] == simplify_all(["乾隆", "黃石"])
    assert ["黃石", "A"] == level_all(["黃石", "ａ"])


def test_the_browsers_table_holds_what_the_index_can_answer():
    assert "團团糰团" == pairs(frozenset({"团"}))
    assert "" == pairs(frozenset())
    assert "黃黄" in pairs(frozenset("黄石"))


def test_of_gb_2312_few_characters_are_traditional_too():
    table = ordinary_pairs()
    old, new = table[::2], table[1::2]

    assert old == "".join(sorted(old))
    assert old == old.encode("gb2312").decode("gb2312")
    assert list(new) == simplify_all(list(old))
    assert ("后", False) == (new[old.index("後")], "黃" in old)


def test_the_separator_is_no_character_of_a_folded_text():
    assert SEPARATOR not in fold_all([f"甲{SEPARATOR}乙"])[0]
