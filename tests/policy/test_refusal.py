"""A refusal carries its code and its place to the report."""

import pytest

from generator.policy.refusal import SourceRefusedError, empty, malformed, out_of_catalogue, unreadable, wrong_header


@pytest.mark.parametrize(
    ("make", "place", "expected"),
    [
        (wrong_header, ("名称",), ("source-header", 1, "名称")),
        (wrong_header, (), ("source-header", 1, "")),
        (unreadable, (), ("source-unreadable", None, "")),
        (out_of_catalogue, (), ("out-of-catalogue", None, "")),
        (empty, (), ("source-empty", None, "")),
        (malformed, (7,), ("source-malformed", 7, "")),
        (malformed, (), ("source-malformed", None, "")),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(make, place, expected):
    refused: SourceRefusedError = make("请重新导出", *place)

    assert expected == (refused.code, refused.row, refused.field)
    assert ("请重新导出", "请重新导出", 0) == (str(refused), refused.message, refused.records)
