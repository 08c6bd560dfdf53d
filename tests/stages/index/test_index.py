"""The index of a small invented city: what can be found in it, what never, and in which bytes."""

import gzip
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import InProcess
from generator.policy.spelling import fold_all, simplify_all
from generator.stages.index import index
from generator.stages.index.keys import put_in_order, set_down
from generator.stages.index.letters import to_letters
from generator.stages.index.shards import LEAST, MOST, cuts
from generator.stages.index.suffixes import FORMS, KEY, ends_of, ranges
from tests.stages.test_render import ID, MODELS, PENALTIES, city_of, model, part_of, penalty, publication_of

CODE = "91420200MAAA9RTP64"
ROWS = [
    penalty(1, **{"@name": "黃石磁湖建材有限公司"}),
    penalty(2, **{"@name": "黃石磁湖建材有限公司", "@date": "2025-01-02", "@department": "ecology"}),
    penalty(3, **{"@name": "某市乙|丙\n厂", "@code": ""}),
    penalty(4, **{"@name": "某市丁厂", "@code": "420200000012345", "文书号": None}),
]
PERSONS = [model(1, "某市戊厂", "organisation"), model(2, "王**", "person")]


def written(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def lines_of(files: dict[str, bytes], family: str) -> list[str]:
    shards = sorted(name for name in files if re.match(f"search/{family}/s/", name))
    return [line for name in shards for line in gzip.decompress(files[name]).decode().split("\n")]


def index_of(folder: Path, penalties: Sequence[dict[str, str | None]] = ROWS) -> dict[str, bytes]:
    parts = [part_of(folder, "penalties", penalties), part_of(folder, "models", PERSONS)]
    site = folder / "site"
    site.mkdir()
    index(publication_of(city_of(PENALTIES, MODELS), parts), site, folder / "work", InProcess())
    return written(site)


def test_an_organisation_is_one_line_with_all_its_records(tmp_path: Path):
    files = index_of(tmp_path)

    (line,) = {line for line in lines_of(files, "names") if CODE in line}

    assert line == f"黃石磁湖建材有限公司|{CODE}|AABABA|黄石磁湖建材有限公司"


def test_an_organisation_without_a_unified_code_leads_to_its_record(tmp_path: Path):
    files = index_of(tmp_path)

    names, codes = set(lines_of(files, "names")), lines_of(files, "codes")

    assert f"某市丁厂|{ID[:-4]}0004|ABA" in names
    assert f"某市丁厂|{ID[:-4]}0004|ABA|某市丁厂|420200000012345" in codes


def test_what_would_end_a_cell_or_a_line_is_taken_out_of_cells(tmp_path: Path):
    names = set(lines_of(index_of(tmp_path), "names"))

    assert f"某市乙｜丙 厂|{ID[:-4]}0003|ABA" in names


def test_a_person_is_nowhere_in_the_index(tmp_path: Path):
    files = index_of(tmp_path)

    texts = [gzip.decompress(content).decode() for content in files.values()]

    assert any("某市戊厂" in text for text in texts)
    assert [] == [text for text in texts if "王" in text or "mmmm0002" in text]


def test_a_document_is_found_by_its_number_and_told_with_its_subject(tmp_path: Path):
    documents = lines_of(index_of(tmp_path), "documents")

    assert f"某市监罚〔2026〕1号|黃石磁湖建材有限公司|{ID[:-4]}0001|ABA" in documents
    assert len(documents) == 3


def test_places_say_what_the_letters_of_a_facet_mean(tmp_path: Path):
    places = gzip.decompress(index_of(tmp_path)["search/places.txt.gz"]).decode().split("\n")

    assert [line for line in places if line[0] in "dpy"] == [
        "d|penalties|行政处罚",
        "d|models|诚信典型",
        "p|ecology|某市生态局（演示）",
        "p|market|某市市场监管局（演示）",
        "y|2026|",
        "y|2025|",
        "y||",
    ]


def test_names_of_files_hold_no_digit_and_nothing_of_their_rows(tmp_path: Path):
    """The gate reads names too, and takes digits for what they may be."""
    names = [name for name in index_of(tmp_path) if "/s/" in name or "/m/" in name]

    assert names
    assert [] == [name for name in names if not re.fullmatch(r"search/[a-z]+/[sm]/[a-p]/[a-p]{11}\.txt\.gz", name)]


def test_the_same_rows_give_the_same_bytes_however_they_are_delivered(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert index_of(tmp_path / "a") == index_of(tmp_path / "b", ROWS[::-1])


def test_an_empty_night_has_an_empty_index(tmp_path: Path):
    index(publication_of(city_of(PENALTIES), []), tmp_path / "site", tmp_path / "work", InProcess())

    files = written(tmp_path / "site")

    assert sorted(files) == [
        "search/characters.txt.gz", "search/codes/root.txt.gz", "search/documents/root.txt.gz",
        "search/names/root.txt.gz", "search/places.txt.gz",
    ]  # fmt: skip
    assert gzip.decompress(files["search/names/root.txt.gz"]) == b""


@pytest.mark.parametrize("rows", [1, 50, 100_000])
def test_every_end_of_a_name_before_its_form_is_a_key_in_order_whatever_the_bucket(rows: int):
    names = ["黄石磁湖建材有限公司", "磁湖店", "甲", "公司", "𠮷野家商行", "A磁B湖C石D有E限F公G司"]
    ends = sorted(
        (name[at:][:KEY], number)
        for number, name in enumerate(names)
        for at in range(min(max(len(re.sub(f"({'|'.join(FORMS)})$", "", name)), 1), len(name) - 1))
    )

    laid_out = ends_of(pa.chunked_array([names[:2], names[2:]], pa.large_string()))
    found = [
        pair
        for low, high in ranges(laid_out, rows)
        for bucket in [laid_out.between(low, high)]
        for pair in zip(bucket.keys.tolist(), bucket.entries.tolist(), strict=True)
    ]

    assert ends == found


@given(st.lists(st.integers(0, 400), max_size=4_000))
def test_lines_are_cut_where_keys_end_and_never_into_more_than_a_file_may_hold(keys: list[int]):
    heads = pa.array(sorted(keys), pa.uint64()).to_numpy()

    ends = cuts(heads)

    sizes = [after - before for before, after in zip([0, *ends], ends, strict=False)]
    assert sum(sizes) == len(keys)
    assert all(size <= MOST for size in sizes)
    assert all(size >= LEAST for size in sizes[:-1])


def test_one_more_name_leaves_most_files_as_they_were():
    heads = pa.array(sorted(number * 7919 % 30_011 for number in range(20_000)), pa.uint64()).to_numpy()
    more = pa.array(sorted([*heads.tolist(), 15_000]), pa.uint64()).to_numpy()

    before = {tuple(heads[a:b]) for a, b in zip([0, *cuts(heads)], cuts(heads), strict=False)}
    after = {tuple(more[a:b]) for a, b in zip([0, *cuts(more)], cuts(more), strict=False)}

    assert len(after - before) <= 3


@pytest.mark.parametrize(
    "spelling", ["黄石（集团）ABC", "黃石(集團)abc", "黄石 ［集团］ ＡＢＣ", "黄\u200b石〔集團〕ａｂｃ"]
)
def test_spellings_of_one_name_fold_to_one(spelling: str):
    assert fold_all([spelling]) == ["黄石(集团)ABC"]


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12), min_size=1))
def test_a_folded_text_holds_nothing_that_the_table_of_characters_would_change(texts: list[str]):
    """The browser folds with a part of the table where it can: a key may not need more."""
    once = fold_all(texts)

    assert len(once) == len(texts)
    assert simplify_all(once) == once


def test_numbers_in_letters_keep_their_order_and_width():
    written_out = [to_letters(number, 2) for number in range(200)]

    assert written_out == sorted(written_out)
    assert {len(one) for one in written_out} == {2}


@given(st.lists(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("xyz")), max_size=6), max_size=4))
def test_keys_of_many_files_come_in_one_order_and_their_lines_where_keys_are_equal(files: list[list[tuple[str, str]]]):
    with tempfile.TemporaryDirectory() as folder:
        paths = [set_down(Path(folder, str(place)), [columns(some)]) for place, some in enumerate(files)]

        found = put_in_order(paths, Path(folder, "all"))

        expected = sorted(pair for some in files for pair in some)
        assert expected == list(zip(found.keys.to_pylist(), found.lines.to_pylist(), strict=True))


def columns(pairs: list[tuple[str, str]]) -> tuple[pa.Array, pa.Array]:
    keys, lines = (pa.array([pair[place] for pair in pairs], pa.large_string()) for place in (0, 1))
    return keys, lines
