"""How the basis of a finding is cited to a reader."""

import pytest

from generator.policy.citation import article, cite, unchecked, unchecked_words
from tests.policy.rules.desk import example


def test_a_law_is_cited_with_its_article_and_what_is_not_on_file_by_itself():
    assert [
        "《信用修复管理办法》（国家发展改革委令第36号）第三条",
        "《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》（黄信用办〔2021〕3号）四(二)",
        "GB 32100-2015",
    ] == cite(example(), "ndrc-order-36 3;huangxinyong-2021-3 四(二);GB 32100-2015")
    assert [] == cite(example(), "")


@pytest.mark.parametrize(
    ("number", "words"),
    [(100, "第一百条"), (200, "第二百条"), (110, "第一百一十条"), (999, "第九百九十九条"), (1, "第一条")],
)
def test_articles_are_counted_in_chinese(number, words):
    assert words == article(number)


def test_a_place_of_several_words_is_told_as_it_stands():
    text = example().bases["ndrc-order-36"].citation

    assert [f"{text}第三条 第二款"] == cite(example(), "ndrc-order-36 第三条 第二款")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("《信用修复管理办法》（国家发展改革委令第36号）第三条；《中华人民共和国公司法》", ["公司法", "第36号"]),
        ("《中华人民共和国行政处罚法》第四十八条；黄信用办〔2021〕3号 七(三)", []),
        ("国办发〔2025〕22号", ["22号"]),
        ("《市场监督管理信用修复管理办法》", ["市场监督管理信用修复管理办法"]),
        ("公司法", []),
    ],
    ids=["one by its number and one by its title", "texts that were checked", "a bare number", "no number", "no title"],
)
def test_texts_that_nobody_has_checked_are_named_each_once(told: str, named: list[str]):
    found = unchecked(example(), told + told)

    assert len(named) == len(found)
    assert all(part in citation for part, citation in zip(named, found, strict=True))


def test_nothing_is_said_where_every_text_was_checked():
    assert [] == list(unchecked_words([]))
    assert ["还没有与官方文本核对过，以官方文本为准：甲；乙"] == list(unchecked_words(["甲", "乙"]))
