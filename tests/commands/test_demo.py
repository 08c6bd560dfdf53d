import csv
from datetime import date
from pathlib import Path
from random import Random

import pytest
import typer

from generator.commands.demo import SEED, demo
from generator.commands.fiction import codes, days, names
from generator.commands.fiction.deliveries import MOST_ROWS, plan
from generator.commands.fiction.subjects import Pool, minor
from generator.errors import GeneratorError
from generator.policy.identifiers import bank_card, id_number, organisation_code, registration_number, uscc

SHIPPED = Path(__file__).parents[2] / "data"


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_default_seed_makes_the_example_city_byte_for_byte(tmp_path):
    demo(tmp_path, SHIPPED, None, SEED, None)

    for folder in ("departments", "rulings"):
        assert files(SHIPPED / folder) == files(tmp_path / "data" / folder)


def test_the_configuration_is_copied_and_the_deliveries_are_not(tmp_path):
    demo(tmp_path, SHIPPED, 50, SEED, "penalties")

    copied = files(tmp_path / "data")
    assert {path for path in files(SHIPPED) if path.parts[0] not in ("departments", "rulings")} <= set(copied)
    assert {path.name[:9] for path in copied if path.parts[0] == "departments"} == {"penalties"}


def test_another_seed_makes_another_city(tmp_path):
    demo(tmp_path / "a", SHIPPED, 40, 1, "licences")
    demo(tmp_path / "b", SHIPPED, 40, 2, "licences")

    assert files(tmp_path / "a" / "data" / "departments") != files(tmp_path / "b" / "data" / "departments")


@pytest.mark.parametrize("rows", [1, 997, 2_000])
def test_rows_add_up_to_what_was_asked_for(tmp_path, rows):
    demo(tmp_path, SHIPPED, rows, SEED, "serious-tax")

    delivered = 0
    for path in (tmp_path / "data" / "departments").rglob("*.csv"):
        with path.open(encoding="gbk", newline="") as stream:
            delivered += len(list(csv.reader(stream))) - 1
    assert rows == delivered


@pytest.mark.parametrize("rows", [1, 3_999, 1_000_000, 2_500_001])
def test_a_plan_keeps_files_small_and_loses_no_row(rows):
    planned = plan(rows, "penalties")

    assert rows == sum(one.rows for one in planned)
    assert max(one.rows for one in planned) <= MOST_ROWS
    assert len(planned) == len({(one.department, one.name) for one in planned})


def test_a_larger_city_keeps_the_share_of_faults(tmp_path):
    demo(tmp_path, SHIPPED, 4_000, SEED, "serious-tax")

    text = (tmp_path / "data/departments/tax/serious_tax.csv").read_text(encoding="gbk")
    rulings = (tmp_path / "data/rulings/repairs.csv").read_text(encoding="utf-8")
    assert 4_000 // 8 // 7 == pytest.approx(rulings.count("\n") - 1, abs=2)
    assert text.count("\n") == 4_001


def test_a_folder_in_use_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "site.yaml").write_text("name: x\n")

    with pytest.raises(GeneratorError, match="不是空的"):
        demo(tmp_path, SHIPPED, 10, SEED, None)


@pytest.mark.parametrize(("rows", "dataset"), [(0, None), (-5, "licences"), (10, "weather")])
def test_a_senseless_wish_is_refused_before_anything_is_written(tmp_path, rows, dataset):
    with pytest.raises(typer.BadParameter):
        demo(tmp_path, SHIPPED, rows, SEED, dataset)

    assert list(tmp_path.iterdir()) == []


def test_numbers_pass_their_checks():
    rng, pool = Random(7), Pool(7, 500)

    for _ in range(300):
        company, trader = pool.anyone(rng), pool.trader(rng)
        assert uscc.is_valid(company.code)
        assert uscc.is_valid(trader.code)
        assert organisation_code.is_valid(company.organisation)
        assert registration_number.is_valid(company.registration)
        assert id_number.is_valid(company.identity)
        assert bank_card.is_valid(codes.card_number(rng.randrange(10**8)))


def test_no_two_subjects_share_a_code():
    pool = Pool(SEED, 3_000)
    rng = Random(1)

    companies = [pool.company(number).code for number in range(3_000)]
    traders = {pool.trader(rng).code for _ in range(2_000)}
    assert len(companies) == len(set(companies))
    assert set() == traders & set(companies)


def test_minors_are_minors_on_the_day():
    rng = Random(3)

    born = [minor(rng).identity[6:14] for _ in range(200)]
    assert max(born) < f"{days.TODAY:%Y%m%d}"
    assert min(born) > f"{date(days.TODAY.year - 18, days.TODAY.month, days.TODAY.day):%Y%m%d}"


def test_no_persons_name_can_stand_inside_a_trade_name():
    trade = set(names.BRANDS + "".join(names.TRADES + names.SHOPS + names.FORMS + names.RARE_BRANDS))

    assert set() == set(names.GIVEN) & trade


def test_long_names_have_57_characters():
    assert {57} == {len(names.long_company(Random(seed))) for seed in range(20)}
