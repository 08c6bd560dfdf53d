"""Faults that only a whole build can show, each under its number in tests/FAULTS.md."""

import io
import json
import re
import shutil
import socket
import unicodedata
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.builders import CHECKOUT, SmallCity, penalty, small_city
from tests.sites.miniature import numbered

UNIT = ("market-regulation", "penalties")
DAY, NEXT = "2026-11-24", "2026-11-25"
NUMBER, CODE = "行政处罚决定书文号", "行政相对人代码_1(统一社会信用代码)"
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{7*191}}{% include 'x' %}{#",
    "[甲](javascript:alert(1)) | # --- `",
    "javascript:alert(1)",
    "https://evil.example/?q=1",
    "</script><!--",
    "一行\u2028又一行\u2029",
    "\u202e反转\u202c与\u200b零宽",
    "e" + "\u0301" * 300,
    "=HYPERLINK(1)",
    "]]><x>&amp;",
)


class Tags(HTMLParser):
    """Every tag with the names of its attributes, and every address."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}


def tags_of(city: SmallCity) -> Tags:
    tags = Tags()
    for name, content in city.tree().items():
        if name.endswith(".html"):
            tags.feed(content.decode())
    return tags


def city_of(root: Path, *rows: dict[str, str]) -> SmallCity:
    city = small_city(root, "penalties")
    city.deliver(UNIT[0], "penalties-20261101.csv", list(rows))
    return city


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    """As many penalties as there are payloads, and nothing strange in them."""
    city = city_of(tmp_path_factory.mktemp("clean"), *(penalty(n) for n in range(1, 2 * len(PAYLOADS) + 1)))
    assert 0 == city.build(DAY).code
    return city


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> SmallCity:
    """Every payload once in a text and once in a name."""
    texts = [penalty(n, 违法事实=f"当事人{one}违法。") for n, one in enumerate(PAYLOADS, 1)]
    names = [penalty(n, 行政相对人名称=f"黄石{one}有限公司") for n, one in enumerate(PAYLOADS, 1 + len(PAYLOADS))]
    city = city_of(tmp_path_factory.mktemp("attacked"), *texts, *names)
    built = city.build(DAY)
    assert 0 == built.code, built.said
    return city


def test_c01_c03_c11_no_cell_becomes_markup(attacked: SmallCity, clean: SmallCity):
    assert set() == tags_of(attacked).seen - tags_of(clean).seen


def test_c02_no_cell_becomes_a_template(attacked: SmallCity):
    pages = [content for name, content in attacked.tree().items() if name.endswith(".html")]

    assert [] == [page for page in pages if b"1337" in page]
    assert any(b"{{7*191}}" in page for page in pages)


def test_c04_no_cell_becomes_an_address(attacked: SmallCity):
    addresses = tags_of(attacked).addresses

    assert [] == [one for one in addresses if "javascript:" in one.lower() or "evil.example" in one]


def test_c06_what_stands_in_a_script_is_json_and_cannot_leave_it(attacked: SmallCity):
    scripts = re.compile(r"<script type=\"?application/(?:ld\+)?json\"?[^>]*>(.*?)</script", re.DOTALL)
    blocks = [
        found
        for name, content in attacked.tree().items()
        if name.endswith(".html")
        for found in scripts.findall(content.decode())
    ]

    assert blocks
    for block in blocks:
        json.loads(block)
        assert "<" not in block


def test_c07_nothing_public_turns_the_direction_of_writing(attacked: SmallCity):
    turning = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    texts = {name: content.decode() for name, content in attacked.tree().items() if name.endswith((".html", ".csv"))}

    assert [] == [name for name, text in texts.items() if turning & set(text)]


def test_c09_no_letter_carries_a_tower_of_marks(attacked: SmallCity):
    towers = []
    for name, content in attacked.tree().items():
        run = 0
        for letter in content.decode() if name.endswith(".html") and b"\xcc\x81" in content else "":
            run = run + 1 if unicodedata.combining(letter) else 0
            towers += [name] if run == 9 else []

    assert [] == towers


def test_c13_feeds_and_sitemaps_are_sound_xml(attacked: SmallCity):
    found = {name: ElementTree.fromstring(content) for name, content in attacked.tree().items() if name.endswith("xml")}

    assert "sitemap.xml" in found


def test_p35_s06_no_page_loads_anything_from_elsewhere(clean: SmallCity):
    loads = re.compile(
        r"""<(?:script|img|iframe|source|embed)[^>]*\ssrc=["']?(https?:|//)|<link[^>]*rel=["']?stylesheet[^>]*href=["']?https?:"""
    )
    pages = {name: content.decode() for name, content in clean.tree().items() if name.endswith((".html", ".css"))}

    assert [] == [name for name, page in pages.items() if loads.search(page) or "url(http" in page]


def test_s05_a_build_asks_nothing_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        message = "a build connected to somewhere"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert 0 == city_of(tmp_path, penalty(1)).build(DAY).code


def test_i05_text_that_was_decoded_wrongly_is_withheld(tmp_path: Path):
    damaged = ["锟斤拷锟斤拷", "\ufffd", "\ue000", "\ufdd0", "\x85"]
    rows = [penalty(number, 违法事实=f"当事人{one}生产") for number, one in enumerate(damaged, start=2)]
    city = city_of(tmp_path, penalty(1), *rows)

    assert {"text-damaged": len(damaged)} == city.build(DAY).unit(*UNIT)["withheld"]


def test_i21_i22_duplicates_leave_one_copy_and_no_contradiction(tmp_path: Path):
    contradiction = penalty(2, 处罚内容="罚款1元")
    city = city_of(tmp_path, penalty(1), penalty(1), penalty(2), contradiction, penalty(3))

    assert {"duplicate-conflict": 2, "duplicate-identical": 1} == city.build(DAY).unit(*UNIT)["withheld"]


def test_i23_rulings_about_one_record_multiply_no_row(tmp_path: Path):
    city = city_of(tmp_path, penalty(1), penalty(2, **{CODE: ""}), penalty(3, **{CODE: ""}))
    for number in (1, 1, 2, 3):
        city.rule("objections", **numbered(number), origin="异议", status="核查中", received_on="2026-11-18")

    unit = city.build(DAY).unit(*UNIT)

    assert (3, 3) == (unit["used"], unit["published"] + sum(unit["withheld"].values()))
    assert [] == [
        number for number, rows in Counter(row[NUMBER] for row in city.shown("penalties")).items() if rows > 1
    ]


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("title: 行政处罚", "title: &a 行政处罚\ndescription: *a"),
        ("title: 行政处罚", "title: !!python/object/apply:os.system [id]"),
        ("title: 行政处罚", "title: 甲\ntitle: 行政处罚"),
        ("title: 行政处罚", "title: 0123"),
        ("title: 行政处罚", "<<: {title: 甲}"),
    ],
    ids=["alias", "tag", "twice", "leading zero", "merge"],
)
def test_i37_a_catalogue_with_yaml_that_means_more_than_it_says_is_refused(tmp_path: Path, word: str, instead: str):
    city = city_of(tmp_path, penalty(1))
    path = city.data / "catalogue/penalties.yaml"
    text = path.read_text("utf-8")
    assert word in text
    path.write_text(text.replace(word, instead, 1), "utf-8")

    built = city.build(DAY)

    assert (1, False, True) == (built.code, city.public.exists(), "penalties.yaml" in built.said), built.said


def test_i38_a_pattern_that_could_take_for_ever_is_refused(tmp_path: Path):
    city = city_of(tmp_path, penalty(1))
    path = city.data / "catalogue/penalties.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("constraints: {", "constraints: {pattern: '(([0-9])+)+', ", 1), "utf-8")

    built = city.build(DAY)

    assert (1, True) == (built.code, "pattern" in built.said), built.said


def test_i39_five_thousand_bad_rows_are_all_counted(tmp_path: Path):
    rows = [penalty(number, 违法事实="") for number in range(2, 5_002)]
    city = city_of(tmp_path, penalty(1), *rows)

    assert {"schema/constraint-error": 5_000} == city.build(DAY).unit(*UNIT)["withheld"]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three penalties, built."""
    city = city_of(tmp_path_factory.mktemp("three"), penalty(1), penalty(2), penalty(3))
    city.rule("repairs", **{**numbered(3), "decided_on": NEXT}, action="终止公示")
    assert 0 == city.build(DAY).code
    return city.root


@pytest.fixture
def built(tmp_path: Path, three: Path) -> SmallCity:
    shutil.copytree(three, tmp_path, symlinks=True, dirs_exist_ok=True)
    return SmallCity(tmp_path)


def test_l05_p28_p31_who_was_repaired_is_simply_not_there(built: SmallCity):
    """No byte of the next night knows the record: no feed of removals, no page that says so, and no gap."""
    gone = next(row for row in built.shown("penalties") if row[NUMBER].endswith("3号"))
    page = f"record/{gone['record_id'][:2]}/{gone['record_id']}.html"
    assert page in built.tree()

    assert {"repaired": 1} == built.build(NEXT).unit(*UNIT)["withheld"]

    tree = built.tree()
    assert page not in tree
    for value in (gone["record_id"], gone[NUMBER], gone["行政相对人名称"], gone[CODE]):
        assert [] == [name for name, content in tree.items() if value.encode() in content]
    built.deliver(UNIT[0], "penalties-20261126.csv", [penalty(3)])
    assert 2 == built.build("2026-11-26").unit(*UNIT)["published"]


def test_l04_a_ruling_that_meets_no_record_is_told_and_the_rest_goes_on(built: SmallCity):
    built.rule("repairs", **{**numbered(99), "decided_on": DAY}, action="终止公示")

    said = built.build(NEXT)

    assert (0, True) == (said.code, "repairs.csv 第 3 行" in said.said), said.said
    assert 3 == built.build(NEXT, "--strict").code


def test_l06_a_reinstatement_later_than_the_removal_brings_a_record_back(built: SmallCity):
    built.build(NEXT)
    built.rule("reinstatements", **{**numbered(3), "decided_on": "2026-11-26", "document": "函9"}, reason="判决撤销")

    shown = [built.build(day).unit(*UNIT)["published"] for day in ("2026-11-25", "2026-11-26")]

    assert [2, 3] == shown


@pytest.mark.parametrize("file", ["repairs", "takedowns", "objections"])
@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_l07_a_lost_rulings_file_refuses_the_build(built: SmallCity, file: str, damage: str):
    before, path = built.tree(), built.data / "rulings" / f"{file}.csv"
    path.unlink() if damage == "missing" else path.write_bytes(b"")

    said = built.build(NEXT)

    assert (1, before, True) == (said.code, built.tree(), file in said.said)


def test_l07_a_rulings_file_that_lost_a_line_refuses_the_build(built: SmallCity):
    before, path = built.tree(), built.data / "rulings/repairs.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    assert (1, before) == (built.build(NEXT).code, built.tree())


def test_l16_a_decision_of_tomorrow_appears_tomorrow(tmp_path: Path):
    city = city_of(tmp_path, penalty(1), penalty(2, 处罚决定日期=NEXT))

    assert [1, 2] == [city.build(day).unit(*UNIT)["published"] for day in (DAY, NEXT)]


def test_l21_a_corrected_name_keeps_the_record(built: SmallCity):
    ids = {row[NUMBER]: row["record_id"] for row in built.shown("penalties")}
    built.deliver(UNIT[0], "penalties-20261125.csv", [penalty(1, 行政相对人名称="黄石市新名建材有限公司")])

    built.build(NEXT)

    renamed = next(row for row in built.shown("penalties") if row[NUMBER].endswith("1号"))
    assert ("黄石市新名建材有限公司", ids[renamed[NUMBER]]) == (renamed["行政相对人名称"], renamed["record_id"])


def real(city: SmallCity) -> SmallCity:
    """Make the city one of its own, which must look after its state."""
    path = city.data / "site.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(("as_of", "banner"))]
    path.write_text("\n".join(lines).replace("fictional: true", "fictional: false") + "\n", "utf-8")
    return city


def keyed(city: SmallCity) -> SmallCity:
    """Build for the first time and write the line that the build asked for into site.yaml."""
    first = real(city).build("2026-03-01", "--first-run")
    assert 0 == first.code, first.said
    told = re.search(r'key_fingerprint: "[^"]+"', city.build("2026-03-02").said.replace("\n", ""))
    assert told
    path = city.data / "site.yaml"
    path.write_text(re.sub(r"key_fingerprint: null", told[0], path.read_text("utf-8")), "utf-8")
    return city


def test_o07_a_city_of_its_own_never_goes_back_in_time(tmp_path: Path):
    city = keyed(city_of(tmp_path, penalty(1, 处罚决定日期="2026-02-01")))
    assert 0 == city.build("2026-03-02").code
    before = city.tree()

    assert (1, before) == (city.build("2026-03-01").code, city.tree())
    assert (1, before) == (city.build("2999-01-01").code, city.tree())


@pytest.mark.parametrize("lost", ["key", "ledger.jsonl", "tombstones.csv"])
def test_o11_o15_lost_state_refuses_and_says_what_to_restore(tmp_path: Path, lost: str):
    city = keyed(city_of(tmp_path, penalty(1, 处罚决定日期="2026-02-01"), penalty(2, 处罚决定日期="2026-02-01")))
    city.rule("repairs", **{**numbered(2), "decided_on": "2026-03-02"}, action="终止公示")
    assert {"repaired": 1} == city.build("2026-03-02").unit(*UNIT)["withheld"]
    before = city.tree()
    (city.state / lost).unlink()

    said = city.build("2026-03-03")

    assert (1, before) == (said.code, city.tree())
    assert "恢复" in said.said


def test_o11_another_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    city = keyed(city_of(tmp_path, penalty(1, 处罚决定日期="2026-02-01")))
    monkeypatch.setenv("GONGSHI_KEY", "another key, of another city")

    assert 1 == city.build("2026-03-02").code


def test_o15_a_changed_ledger_is_refused(built: SmallCity):
    path = built.state / "ledger.jsonl"
    path.write_text(path.read_text("utf-8").replace('"published": 3', '"published": 2'), "utf-8")

    assert 1 == built.build(NEXT).code


def test_p23_nothing_private_is_left_outside_state(built: SmallCity, tmp_path: Path):
    built.build(NEXT)

    assert not (built.state / "work").exists()
    assert {"data", "state", "public", ".releases", "report.json"} == {path.name for path in tmp_path.iterdir()}


def test_s01_every_locked_package_is_held_by_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", (CHECKOUT / name).read_text("utf-8"))
        packages = [entry for entry in entries if "==" in entry.splitlines()[0]]

        assert packages
        assert [] == [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("name", ["penalties-20261102.csv", "penalties-20261102.xlsx"])
def test_i16_i17_a_packed_file_is_no_table_whatever_it_is_called(built: SmallCity, name: str):
    """A workbook or an archive is refused unread, so that nothing in it can unfold."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 1_000_000)
    (built.data / "departments" / UNIT[0] / name).write_bytes(packed.getvalue())

    said = built.build(NEXT)

    verdicts = {unit["verdict"] for unit in said.account["units"] if unit["department"] == UNIT[0]}
    assert 0 == said.code, said.said
    assert verdicts & {"source-malformed", "out-of-catalogue"}
    assert 2 == len(built.shown("penalties"))


def test_s08_the_editorial_pages_run_no_plugin():
    assert re.search(r"(?m)^plugins: \[\](?: #.*)?$", (CHECKOUT / "mkdocs.yml").read_text("utf-8"))
