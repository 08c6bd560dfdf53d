"""Pages share lines, and each is judged once: what is found must be what is found when every page is read whole."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.gate.batch import Batch
from generator.gate.evidence import Evidence
from generator.gate.literals import gather
from generator.gate.names import Names
from generator.gate.novel import Judged
from generator.gate.pieces import page_of
from generator.gate.scan import Scanner
from tests.gate.conftest import FIRST, ID, SECOND

SCANNER = Scanner(
    gather(["EC1234567", "12345678"], ["0714-0000000"], ["t" * 20]),
    date(2026, 11, 24),
    Names([(FIRST, "王小明"), (SECOND, "李建国")]),
)
PATHS = (f"record/aa/{FIRST}.html", f"record/bb/{SECOND}.html", "penalties/all/index.html", "index.html")
TAGS = (
    "div", "/div", "span", "/span", "B", "/B", "br", "body", "td", "/td", "a href=x", "a\n", "!-- x --", "!doctype x",
    f'tr id="r-{FIRST}"', f'tr id="r-{SECOND}"', "/tr", "wbr", "i/", "custom-tag", "s", "12345678",
)  # fmt: skip
TEXTS = (
    ID, ID[:6], ID[6:14], ID[14:], "1990000", "0001", "19900000001", "wx", "138", "X", "&#52;2", "王小明", "李建国",
    "王小", "明", "EC1234567", "EC12", "34567", "12345678", "0714-0000001", "鄂B·12345", "鄂B1", "t" * 20,
    "0714-0000000", "MTk5MDAw", "MDAwMDE=", "2026-06-15", "，", ",", " ", "\n", "<", ">", "甲",
)  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    tag = st.sampled_from(TAGS).map(lambda one: f"<{one}>")
    return st.lists(st.one_of(tag, tag.map("\n{}".format), st.sampled_from(TEXTS)), max_size=5).map("".join)


@st.composite
def sites(draw: st.DrawFn) -> list[tuple[str, bytes]]:
    """Some pages put together from the same few lines, as those of a site are."""
    frame = draw(st.lists(lines(), min_size=1, max_size=6))
    page = st.lists(st.sampled_from(frame), max_size=8).map("\n".join)
    return [(draw(st.sampled_from(PATHS)), draw(page).encode()) for _ in range(draw(st.integers(2, 6)))]


def whole(site: list[tuple[str, bytes]]) -> Evidence:
    seen = Evidence()
    for path, data in site:
        batch = Batch(SCANNER, seen, Judged())
        batch.add(path, page_of(path, data))
        batch.scan()
    return seen


def by_lines(site: list[tuple[str, bytes]], pages_at_once: int) -> Evidence:
    seen, judged = Evidence(), Judged()
    batch = Batch(SCANNER, seen, judged)
    for number, (path, data) in enumerate(site, start=1):
        batch.add_page(path, page_of(path, data), path.split("/", maxsplit=1)[0])
        if number % pages_at_once == 0:
            batch.scan()
    batch.scan()
    return seen


@given(sites(), st.integers(1, 4))
@example([("index.html", b"a\n<div>19900000001\n<div>"), ("index.html", b"a\n<div>19900000001\n<span>2")], 1)
@example([("index.html", b"\n<div>420299\n<div>"), ("index.html", b"\n<div>420299\n<b>199001010019")], 1)
@example([(PATHS[0], "\n<div>李建国\n<div>".encode()), (PATHS[1], "\n<div>李建国\n<div>".encode())], 1)
@settings(max_examples=500)
def test_lines_judged_once_give_what_whole_pages_give(site: list[tuple[str, bytes]], pages_at_once: int):
    expected = whole(site)

    assert expected.hits == by_lines(site, pages_at_once).hits


def test_a_line_that_stands_on_every_page_is_judged_once():
    judged = Judged()
    seen = Evidence()
    batch = Batch(SCANNER, seen, judged)
    page = "<!doctype html>\n<div>甲\n<div>乙\n</div>".encode()

    batch.add_page("a.html", page_of("a.html", page), "a.html")
    batch.scan()

    assert b"<!doctype html>" == judged.novelty(page).data


def test_a_page_that_is_no_text_is_left_out_and_the_others_are_read():
    seen = Evidence()
    batch = Batch(SCANNER, seen, Judged())

    for path, data in (("a.html", b"\n<p>\xff" + ID.encode()), ("b.html", b"\n<p>" + ID.encode())):
        batch.add_page(path, page_of(path, data), path)
    batch.scan()

    assert (["a.html"], ["b.html"]) == ([one.path for one in seen.structure], [path for _, path in seen.hits])
