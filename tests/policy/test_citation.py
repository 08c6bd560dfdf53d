"""How the basis of a finding is cited to a reader."""

from generator.policy.citation import cite
from tests.policy.rules.desk import example


def test_a_law_is_cited_with_its_article_and_what_is_not_on_file_by_itself():
    assert [
        "《信用修复管理办法》（国家发展改革委令第36号）第三条",
        "《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》（黄信用办〔2021〕3号）四(二)",
        "GB 32100-2015",
    ] == cite(example(), "ndrc-order-36 3;huangxinyong-2021-3 四(二);GB 32100-2015")
    assert [] == cite(example(), "")
