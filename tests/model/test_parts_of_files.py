"""How the rows of a normalised file are divided."""

from pathlib import Path

import pytest

from generator.model.delivery import NormalisedFile


@pytest.mark.parametrize(
    ("rows", "cuts", "expected"),
    [(0, (9,), []), (100_000, (9, 20), [100_000]), (250_000, (9, 20, 31, 37), [100_000, 100_000, 50_000])],
)
def test_all_parts_but_the_last_are_full(rows: int, cuts: tuple[int, ...], expected: list[int]):
    file = NormalisedFile("", Path("a"), cuts, Path("b"), rows, (), Path("c"), "", "")

    assert expected == [file.rows_of(part) for part in range(file.parts)]
