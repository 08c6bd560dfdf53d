"""A refusal carries its code and its place to the report."""

import pytest

from generator.policy.refusal import SourceRefusedError, empty, malformed, out_of_catalogue, unreadable, wrong_header


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        (wrong_header("缺少列", "名称"), ("source-header", "缺少列", 1, "名称")),
        (wrong_header("表头不符"), ("source-header", "表头不符", 1, "")),
        (unreadable("是链接"), ("source-unreadable", "是链接", None, "")),
        (out_of_catalogue("目录没有"), ("out-of-catalogue", "目录没有", None, "")),
        (empty("太少"), ("source-empty", "太少", None, "")),
        (malformed("引号不成对", 7), ("source-malformed", "引号不成对", 7, "")),
        (malformed("太长"), ("source-malformed", "太长", None, "")),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(refused: SourceRefusedError, expected):
    assert expected == (refused.code, refused.message, refused.row, refused.field)
    assert (expected[1], 0) == (str(refused), refused.records)
