"""How the basis of a finding is cited to a reader."""

import pytest

from generator.policy.citation import article, cite
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
