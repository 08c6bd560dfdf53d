import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest

from generator.commands.fiction import days
from generator.commands.fiction.codes import NOWHERE
from generator.commands.fiction.deliveries import DELIVERIES
from generator.commands.fiction.quirks import header
from generator.engine import InProcess
from generator.model.facts import Past
from generator.model.parts import FILE, REASON
from generator.policy.identifiers import id_number, uscc
from generator.stages.decide import decide
from generator.stages.gather import gather
from generator.stages.intake import intake
from generator.stages.read import read_city, read_rulings
from generator.stages.validate import validate

DATA = Path(__file__).parents[2] / "data"
FIRST_BUILD = {
    "not-a-row", "taken-down", "ruling-unresolved", "not-public", "schema/constraint-error", "schema/type-error",
    "id-damaged", "code-check", "dates-contradict", "text-damaged", "entity-mismatch", "class-unknown",
    "superseded", "duplicate-identical", "duplicate-conflict", "sealed", "minor-person", "person-withheld",
    "decision-withdrawn", "decision-suspended", "objection-upheld", "repaired", "red-list-revoked", "slight",
    "not-yet", "not-in-force", "no-end", "expired",
}  # fmt: skip


@pytest.fixture(scope="module")
def city():
    return read_city(DATA)


@pytest.fixture(scope="module")
def tables(city):
    """Every planned delivery as text, with its rows by canonical name; explanations and blank lines left out."""
    read = []
    for one in DELIVERIES:
        dataset = city.dataset(one.dataset)
        text = (DATA / "departments" / one.department / one.name).read_bytes().decode(one.style.encoding)
        rows = list(csv.reader(text.removeprefix("\ufeff").splitlines()))
        assert rows[0] == header(dataset, one.style)
        columns = [field.name for field in dataset.fields if one.style.has_optional or not field.credit.optional]
        cells = [row for row in rows[1:] if row and "表格说明" not in row[0]]
        read.append((one, text, [dict(zip(columns, row, strict=not one.style.extra)) for row in cells]))
    return read


@pytest.fixture(scope="module")
def judged(city, tmp_path_factory):
    """Rows of each (reason, department, file), as the program itself judges; no reason where they are shown."""
    work = tmp_path_factory.mktemp("city")
    rulings = read_rulings(DATA, city)
    taken = intake(city, rulings, (DATA, work / "state", work), days.TODAY)
    made = validate(city, taken.units, work, InProcess())
    facts = gather(city, made, (rulings, Past()), (days.TODAY, b"k" * 32), (work, InProcess()))
    found: Counter[tuple[str, str, str]] = Counter()
    for part in decide(city, made, facts, (days.TODAY, b"k" * 32), (work, InProcess())):
        frame = pd.read_parquet(part.frame)
        found.update((reason, part.department, file) for reason, file in zip(frame[REASON], frame[FILE], strict=True))
    for unit in taken.units:
        found.update({("not-a-row", unit.department, file.delivered): len(file.not_rows) for file in unit.files})
    return +found


def test_the_city_is_as_large_as_promised(city, tables):
    assert len({one.department for one, _, _ in tables}) >= 8
    assert sum(len(rows) for _, _, rows in tables) >= 3_000
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 4_000_000
    assert {dataset.name for dataset in city.datasets} == {one.dataset for one, _, _ in tables}


def test_the_pinned_day_is_the_day_of_the_fiction(city):
    assert city.site.fictional
    assert days.TODAY == city.site.as_of


def test_every_national_field_is_there(city):
    licence, penalty = city.dataset("licences"), city.dataset("penalties")

    assert 28 == len(licence.fields)
    assert 30 == len([field for field in penalty.fields if not field.credit.optional])
    assert {"CF_XDR_ZDM", "CF_XDR_GSDJ", "CF_FR", "CF_XZJG", "CF_JG", "CF_CFLB1"} <= {
        alias for field in penalty.fields for alias in field.credit.aliases
    }


def test_persons_are_withheld_everywhere_but_among_the_models(city):
    opened = {dataset.name: dataset.credit.natural_persons for dataset in city.datasets}

    assert {"integrity-models": "named"} == {name: how for name, how in opened.items() if how != "withheld"}
    assert ("consent",) == city.dataset("integrity-models").credit.person_basis


def test_unified_codes_of_departments_are_valid(city):
    assert [] == [one.id for one in city.departments if not uscc.is_valid(one.code)]


def test_what_nobody_has_verified_says_so_and_names_its_source(city):
    assert [] == [basis.id for basis in city.bases.values() if not basis.source]
    assert any(not basis.verified for basis in city.bases.values())


def test_every_encoding_occurs():
    assert {"utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16-le"} == {one.style.encoding for one in DELIVERIES}
    raw = (DATA / "departments/ecology/penalties-20261120.csv").read_bytes()
    assert raw.startswith(b"\xff\xfe")


@pytest.mark.parametrize("rare", ["㑇", "䶮", "𬱖"])
def test_rare_characters_stand_where_only_gb18030_can_write_them(tables, rare):
    found = [one.style.encoding for one, text, _ in tables if rare in text]

    assert "gb18030" in found


@pytest.mark.parametrize(
    "form",
    [
        r"[,\n]2026-[01][0-9]-[0-3][0-9],",
        r",2026/[1-9][0-9]?/[1-9]",
        r",2026\.[1-9][0-9]?\.[1-9]",
        r",2026[01][0-9][0-3][0-9],",
        r",2026年[1-9][0-9]?月",
        ",长期,",
        ",2099-12-31,",
        ",2026-02-30,",
    ],
)
def test_every_form_of_date_occurs(tables, form):
    assert any(re.search(form, text) for _, text, _ in tables)


@pytest.mark.parametrize(
    "form",
    [
        ",\t9[12]",
        ",'9[12]",
        '"=""9[12]',
        "[０-９]{6}MA",
        "91420[0-9]{3}ma",
        "[0-9]{17}x,",
        r"9\.14202E\+17",
        r"4\.20299E\+17",
    ],
)
def test_every_ill_treatment_of_codes_occurs(tables, form):
    assert any(re.search(form, text) for _, text, _ in tables)


@pytest.mark.parametrize("placeholder", ["N/A", "— —", "暂无", "无", "-"])
def test_every_placeholder_occurs(tables, placeholder):
    assert any(f",{placeholder}," in text for _, text, _ in tables)


def test_every_verdict_of_a_first_build_occurs(judged):
    assert set() == FIRST_BUILD - {reason for reason, _, _ in judged}


def test_most_rows_are_published(judged):
    assert 0.6 < sum(rows for (reason, _, _), rows in judged.items() if not reason) / judged.total() < 0.9


def test_the_readme_says_where_each_verdict_occurs(judged):
    text = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z-]+)/(\S+)", text, flags=re.MULTILINE)

    assert {code for code, _, _ in rows} == FIRST_BUILD
    assert [] == [row for row in rows if row not in judged]


def test_exactly_one_unit_is_refused_and_one_file_belongs_nowhere(city, tmp_path):
    units = intake(city, read_rulings(DATA, city), (DATA, tmp_path / "state", tmp_path), days.TODAY).units

    found = {(unit.department, unit.dataset, unit.verdict) for unit in units if unit.verdict}
    assert {("transport", "penalties", "source-header"), ("ecology", "", "out-of-catalogue")} == found


def test_every_ruling_is_about_a_record_that_was_delivered(city, tables):
    delivered: defaultdict[str, set[str]] = defaultdict(set)
    for one, _, rows in tables:
        number = city.dataset(one.dataset).named("record-number")
        delivered[one.dataset] |= {row[number] for row in rows} if number else {""}

    rulings = [one for one in read_rulings(DATA, city).lines if one.file != "acknowledgements"]
    assert [] == [(one.file, one.line) for one in rulings if one.record_number not in delivered[one.dataset]]
    assert {"repairs", "withdrawals", "objections", "removals", "takedowns", "reinstatements", "consents"} == {
        one.file for one in rulings
    }


def test_citizens_numbers_belong_to_nobody(tables):
    numbers = {
        number for _, text, _ in tables for number in re.findall("(?<![0-9A-Z])[1-9][0-9]{16}[0-9X](?![0-9A-Z])", text)
    }

    assert {NOWHERE} == {number[:6] for number in numbers if id_number.is_valid(number)}


def test_mobile_numbers_belong_to_nobody(tables):
    found = {hit for _, text, _ in tables for hit in re.findall("(?<![0-9A-Z])1[3-9][0-9]{9}(?![0-9A-Z])", text)}

    assert found
    assert {"19900000"} == {number[:8] for number in found}


def test_no_persons_name_stands_in_what_operators_write(city, tables):
    """A name of three characters there would refuse the build (design §8)."""
    columns = ("representative", "responsible-person")
    people = set()
    for one, _, rows in tables:
        dataset = city.dataset(one.dataset)
        kind, subject = dataset.named("subject-kind"), dataset.named("subject-name")
        for row in rows:
            people |= {row[column] for column in map(dataset.named, columns) if column}
            people |= {row[subject]} if kind and subject and row[kind] == "自然人" else set()
    written = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*") if path.suffix in (".yaml", ".md"))
    written += "".join(path.read_text(encoding="utf-8") for path in (DATA / "measures").glob("*.csv"))
    written += "".join(f"{one.authority}{one.document}" for one in read_rulings(DATA, city).lines)

    assert len(people) > 500
    assert [] == [name for name in people if re.fullmatch(r"[^\W\d_A-Za-z]{3,4}", name) and name in written]
