"""A personal column is shown only while its basis is in force."""

from dataclasses import replace
from datetime import date

import pytest

from generator.model.catalogue import Based, Dataset
from generator.model.city import City
from generator.model.field import PersonBasis
from generator.model.span import Span
from generator.policy.lapsed import close_lapsed
from tests.policy.rules.desk import example, with_credit

OPEN = {"organisation": "public", "sole-trader": "public", "person": "name"}
REPEALED = date(2026, 4, 1)  # of ndrc-order-58
BEFORE = date(2026, 3, 31)


def city(role: str, *, own: str | None = None, whole: tuple[str, ...] = ()) -> City:
    """The example city with one open field of the penalties, and a basis for it or for the dataset."""
    dataset = example().dataset("penalties")
    _ = dataset.by_role  # worked out before, as it is when a city has been read
    field = dataset.by_role[role]
    basis = PersonBasis(basis=own) if own else None
    opened = field.model_copy(
        update={"credit": field.credit.model_copy(update={"disclose": OPEN, "person_basis": basis})}
    )
    fields = tuple(opened if one.name == field.name else one for one in dataset.fields)
    made = Dataset(
        name=dataset.name,
        title=dataset.title,
        credit=dataset.credit.model_copy(update={"person_basis": whole}),
        schema=dataset.table.model_copy(update={"fields": fields}),
    )
    return replace(example(), datasets=(made,))


def shown(about: City, role: str, day: date) -> list[str]:
    _ = about.datasets[0].by_role
    field = close_lapsed(about, day).datasets[0].by_role[role]
    return [field.credit.disclosure(kind) for kind in OPEN]


@pytest.mark.parametrize(("own", "whole"), [("ndrc-order-58", ()), (None, ("ndrc-order-58",))], ids=["own", "whole"])
def test_a_column_of_persons_closes_for_everybody_on_the_day_of_the_repeal(own: str | None, whole: tuple[str, ...]):
    about = city("representative", own=own, whole=whole)

    assert ["public", "public", "name"] == shown(about, "representative", BEFORE)
    assert ["withhold", "withhold", "withhold"] == shown(about, "representative", REPEALED)


def test_another_column_closes_for_persons_alone():
    about = city("subject-name", own="ndrc-order-58")

    assert ["public", "public", "withhold"] == shown(about, "subject-name", REPEALED)


@pytest.mark.parametrize("other", ["consent", "administrative-penalty-law"])
def test_one_basis_that_holds_is_enough_unless_the_field_has_its_own(other: str):
    whole = ("ndrc-order-58", other)

    assert "public" == shown(city("representative", whole=whole), "representative", REPEALED)[0]
    assert "withhold" == shown(city("representative", own="ndrc-order-58", whole=whole), "representative", REPEALED)[0]


def left(**credit: Based) -> City:
    """The example city with some defaults of the penalties left under a basis."""
    return replace(example(), datasets=(with_credit("penalties", **credit),))


def test_a_default_that_was_left_is_the_default_again_from_the_day_of_the_repeal():
    under = {
        "repairable": Based(value=False, basis="ndrc-order-58"),
        "objection_suspends": Based(value=False, basis="ndrc-order-58"),
        "late_after": Based(value=Span("P20D"), basis="ndrc-order-58"),
    }
    before, since = (close_lapsed(left(**under), day).datasets[0].credit for day in (BEFORE, REPEALED))

    assert (False, False, 20) == (before.can_be_repaired, before.suspends, before.late_days)
    assert (True, True, 7) == (since.can_be_repaired, since.suspends, since.late_days)


def test_only_what_rests_on_the_repealed_text_falls_back():
    under = {
        "repairable": Based(value=False, basis="administrative-penalty-law"),
        "objection_suspends": Based(value=False, basis="ndrc-order-58"),
    }

    found = close_lapsed(left(**under), REPEALED).datasets[0].credit

    assert (False, True, 7) == (found.can_be_repaired, found.suspends, found.late_days)


def test_what_needs_no_basis_is_left_as_it_is():
    closed = close_lapsed(example(), REPEALED)

    assert all(one is other for one, other in zip(closed.datasets, example().datasets, strict=True))
