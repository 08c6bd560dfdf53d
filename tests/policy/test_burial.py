"""Which rows leave for good, and the stones they and their other numbers get."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from generator.model import parts
from generator.model.facts import Past, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Ruling
from generator.policy.absent import absent_stones, bear_number, last_known, rows_by_number, settled
from generator.policy.burial import new_stones, own_stones, removed
from generator.policy.identity import record_id
from generator.policy.likeness import REPLACED, find_twins, known_by, mark_rows
from generator.policy.marks import COLUMNS, mark_texts, marks_secret, no_marks
from generator.policy.matching import DEPARTMENT
from tests.builders import unified_code
from tests.policy.rules.desk import example, ruling

KEY = b"k" * 32
DAY = date(2026, 6, 1)
PENALTIES = example().dataset("penalties")
HERE = "market-regulation"


def rows(*numbers: str, category: str = "罚款", reasons: dict[str, str] | None = None) -> pd.DataFrame:
    """Rows of one company and day; reasons by number."""
    frame = pd.DataFrame({parts.NUMBER: list(numbers), parts.CODE: "A"}, dtype="str")
    columns = {"decided-on": "2026-01-01", "category": category, "replaces": ""}
    frame = frame.assign(**{str(PENALTIES.named(role)): cell for role, cell in columns.items()})
    frame[parts.KEY] = f"penalties|{HERE}|" + frame[parts.NUMBER] + "|A"
    frame[parts.RECORD_ID] = [record_id(KEY, key) for key in frame[parts.KEY]]
    frame[parts.REASON] = [(reasons or {}).get(number, "") for number in numbers]
    return frame.assign(**{parts.CAUSES: "", parts.ENDED: "", parts.CORRECTED: ""})


def verdicts(*lines: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame([(at, code, "withhold") for at, code in lines], columns=["position", "code", "effect"])


def decided(frame: pd.DataFrame, table: pd.DataFrame) -> tuple[PrivatePart, pd.DataFrame, pd.DataFrame]:
    part = PrivatePart("penalties", HERE, 0, len(frame), Path("frame"), Path("verdicts"))
    return part, frame, table


def like(frame: pd.DataFrame, at: int) -> str:
    return str(mark_rows(PENALTIES, HERE, frame, KEY).iloc[at])


def test_what_a_ruling_ends_leaves_for_good_whatever_comes_first():
    frame = rows("1", "2", "3", "4", reasons={"1": "removed-at-source", "3": "expired", "4": "red-list-conflict"})
    table = verdicts(
        (0, "removed-at-source"), (0, "repaired"), (2, "expired"), (3, "red-list-conflict"), (0, "repaired")
    )

    assert [(0, "repaired"), (3, "red-list-conflict")] == list(removed(frame, table).itertuples(index=False, name=None))


def test_a_conflict_that_is_not_the_reason_leaves_nothing_behind():
    frame = rows("1", reasons={"1": "schema/type-error"})

    assert removed(frame, verdicts((0, "schema/type-error"), (0, "red-list-conflict"))).empty


def test_a_mark_that_withholds_nothing_is_no_removal():
    table = verdicts((0, "repaired")).assign(effect="annotate")

    assert [] == new_stones(example(), decided(rows("1"), table), [], (DAY, KEY))


def test_a_removed_record_gets_a_stone_with_id_mark_day_and_code():
    frame = rows("1", "2", reasons={"2": "repaired"})

    found = new_stones(example(), decided(frame, verdicts((1, "repaired"))), [], (DAY, KEY))

    assert [Tombstone("penalties", frame[parts.RECORD_ID][1], like(frame, 1), DAY, "repaired")] == found


def test_a_corrected_record_gets_a_stone_for_the_day_as_delivered_and_for_the_one_that_was_shown():
    frame = rows("1", reasons={"1": "repaired"})
    others = {field.name: "" for field in PENALTIES.fields if field.name not in frame}
    code = {
        str(PENALTIES.named("subject-code")): unified_code(1),
        parts.CODE: unified_code(1),
        parts.KIND: "organisation",
    }
    frame = frame.assign(**others, **{parts.NAME: ""})
    frame = frame.assign(**code, **{parts.CORRECTED: '{"处罚决定日期": "2026-01-02"}'})
    shown = frame.assign(处罚决定日期="2026-01-02")

    found = new_stones(example(), decided(frame, verdicts((0, "repaired"))), [], (DAY, KEY))

    assert [like(frame, 0), like(shown, 0)] == [one.likeness for one in found]


def test_an_exit_gets_a_stone_for_each_listing_that_caused_it():
    frame = rows("1", reasons={"1": "red-list-conflict"}).assign(**{parts.CAUSES: "a;b"})

    found = new_stones(example(), decided(frame, verdicts((0, "red-list-conflict"))), [], (DAY, KEY))

    assert ["a", "b"] == [one.cause for one in found]


@pytest.mark.parametrize(("held", "again"), [(True, 0), (False, 1)], ids=["holds", "lifted"])
def test_a_stone_that_holds_is_not_made_again(held: bool, again: int):
    frame = rows("1", reasons={"1": "repaired"})
    known = [Tombstone("penalties", frame[parts.RECORD_ID][0], "", date(2026, 5, 1), "repaired")]
    table = verdicts((0, "repaired"), *([(0, "tombstoned")] if held else []))

    assert again == len(new_stones(example(), decided(frame, table), known, (DAY, KEY)))


@pytest.mark.parametrize(("ended", "again"), [("2026-05-01", 0), ("2026-05-02", 1)], ids=["as old", "later"])
def test_a_ruling_later_than_the_stone_that_holds_makes_another(ended: str, again: int):
    """The record under another number may have been reinstated in between."""
    frame = rows("1", reasons={"1": "repaired"}).assign(**{parts.ENDED: ended})
    known = [Tombstone("penalties", frame[parts.RECORD_ID][0], "", date(2026, 5, 1), "repaired")]
    table = verdicts((0, "repaired"), (0, "tombstoned"))

    found = new_stones(example(), decided(frame, table), known, (DAY, KEY))

    assert [DAY] * again == [one.removed_on for one in found]


def test_an_exit_is_not_made_again_by_a_ruling_that_is_later():
    frame = rows("1", reasons={"1": "red-list-conflict"}).assign(**{parts.CAUSES: "a", parts.ENDED: "2026-05-02"})
    known = [Tombstone("penalties", frame[parts.RECORD_ID][0], "", date(2026, 5, 1), "red-list-conflict", "a")]
    table = verdicts((0, "red-list-conflict"), (0, "tombstoned"))

    assert [] == new_stones(example(), decided(frame, table), known, (DAY, KEY))


def test_a_row_under_the_stone_of_another_number_gets_the_same_of_its_own():
    frame = rows("1", "2", reasons={"1": "repaired", "2": "tombstoned"})
    stone = Tombstone("penalties", frame[parts.RECORD_ID][0], like(frame, 0), date(2026, 5, 1), "repaired", "")
    table = verdicts((0, "repaired"), (0, "tombstoned"), (1, "tombstoned"))

    found = list(own_stones(example(), decided(frame, table), [stone], KEY))

    own = Tombstone("penalties", frame[parts.RECORD_ID][1], like(frame, 1), date(2026, 5, 1), "repaired", "")
    assert [own] == found
    assert [] == list(own_stones(example(), decided(frame, table), [stone, own], KEY))


def test_twins_bear_the_mark_and_are_another_record():
    frame = rows("1", "2")
    stone = Tombstone("penalties", frame[parts.RECORD_ID][0], like(frame, 0), DAY, "repaired")

    found = find_twins([stone], known_by(PENALTIES, [HERE], frame, KEY), frame[parts.RECORD_ID])

    assert ([1], ["repaired"], [str(DAY)]) == (
        found.rows.tolist(), found.codes.tolist(), [str(day) for day in found.removed_on],
    )  # fmt: skip


NUMBER_1 = int(mark_texts(pd.Series(["1"]), marks_secret(KEY))[0])
RECORD_1 = record_id(KEY, f"penalties|{HERE}|1|A")


def past(*more: tuple[str, int], stones: tuple[Tombstone, ...] = ()) -> Past:
    """A past in which record 1 was shown, and more as (id, mark of the number)."""
    lines = [
        (one, "penalties", HERE, 0, 0, 0, number, 0, 0, 0, f"like-{one}")
        for one, number in ((RECORD_1, NUMBER_1), *more)
    ]
    return Past(stones, marks=pd.DataFrame(lines, columns=list(COLUMNS)))


def about(file: str, /, decided_on: str | None = "2026-05-20", **cells: str) -> Ruling:
    return ruling(
        file, 2, decided_on, **({"dataset": "penalties", "record_number": "第1号", "subject_code": "A"} | cells)
    )


ENDING = [
    ("repairs", {"action": "移出"}, ["repaired"]),
    ("repairs", {"action": "标注"}, ["repaired"]),
    ("withdrawals", {"kind": "撤销"}, ["decision-withdrawn"]),
    ("withdrawals", {"kind": "停止执行"}, []),
    ("objections", {"status": "撤销"}, ["objection-upheld"]),
    ("objections", {"status": "维持"}, []),
    ("removals", {"reason": "认定有误"}, ["red-list-revoked"]),
    ("takedowns", {}, ["taken-down"]),
    ("reinstatements", {}, []),
]


@pytest.mark.parametrize(("file", "cells", "codes"), ENDING)
def test_a_ruling_that_ends_a_record_no_longer_delivered_leaves_a_stone(
    file: str, cells: dict[str, str], codes: list[str]
):
    found = absent_stones(example(), [about(file, **cells)], past(), (DAY, KEY))

    expected = [Tombstone("penalties", RECORD_1, f"like-{RECORD_1}", date(2026, 5, 20), code) for code in codes]
    assert expected == found


@pytest.mark.parametrize(("day", "again"), [(19, 1), (20, 0), (21, 0)])
def test_a_stone_as_new_as_the_ruling_is_enough_for_a_record_no_longer_delivered(day: int, again: int):
    known = Tombstone("penalties", RECORD_1, "", date(2026, 5, day), "repaired")

    found = absent_stones(example(), [about("repairs", action="移出")], past(stones=(known,)), (DAY, KEY))

    assert again == len(found)


def test_a_mere_mark_before_order_36_ends_nothing():
    assert [] == absent_stones(example(), [about("repairs", "2026-03-31", action="标注")], past(), (DAY, KEY))


def test_a_takedown_without_a_day_counts_from_the_day_of_the_build():
    by_id = about("takedowns", None, dataset="", record_number="", subject_code="", record_id=RECORD_1)

    (stone,) = absent_stones(example(), [by_id], past(), (DAY, KEY))

    assert (DAY, RECORD_1) == (stone.removed_on, stone.record_id)


def test_a_record_that_was_shown_under_a_corrected_number_is_named_by_it_with_its_code():
    """Its id was made of the number as delivered."""
    number, code = mark_texts(pd.Series(["22", "B"]), marks_secret(KEY))
    lines = [(one, "penalties", HERE, 0, 0, 0, number, code, 0, 0, "like") for one in ("a" * 20,)]
    shown = Past(marks=pd.DataFrame(lines, columns=list(COLUMNS)))
    said = {"record_number": "22号", "action": "移出"}

    found = [
        [stone.record_id for stone in absent_stones(example(), [about("repairs", **said, **who)], shown, (DAY, KEY))]
        for who in ({"subject_code": "B"}, {"subject_code": "C"}, {"subject_code": "B", "department": "customs"})
    ]

    assert [["a" * 20], [], []] == found


def test_a_number_alone_names_the_only_record_that_had_it():
    bare = about("repairs", subject_code="", department=HERE, action="移出")
    elsewhere = about("repairs", subject_code="", department="customs", action="移出")
    day = (DAY, KEY)

    assert [RECORD_1] == [one.record_id for one in absent_stones(example(), [bare], past(), day)]
    assert [] == absent_stones(example(), [bare], past(("other", NUMBER_1)), day)
    assert [] == absent_stones(example(), [elsewhere], past(), day)


def test_what_was_never_shown_or_has_its_stone_gets_none():
    unknown = about("takedowns", dataset="", record_number="", subject_code="", record_id="x" * 20)
    stone = Tombstone("penalties", RECORD_1, "", DAY, "repaired")
    repair = about("repairs", action="移出")

    assert [] == absent_stones(example(), [unknown], past(), (DAY, KEY))
    assert [] == absent_stones(example(), [repair], past(stones=(stone,)), (DAY, KEY))
    assert [] == absent_stones(example(), [repair], Past(marks=no_marks()), (DAY, KEY))


def corrected(number: str, code: str) -> pd.DataFrame:
    """The marks of record 1, which was delivered under number 1 and code A and shown under others."""
    marks = past().marks
    shown, old = (mark_texts(pd.Series(both), marks_secret(KEY)) for both in ([number, code], ["1", "A"]))
    marks["number"], marks["code"] = shown
    marks["delivered_number"], marks["delivered_code"] = old
    return marks.astype(dict.fromkeys(("number", "code", "delivered_number", "delivered_code"), "uint64"))


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (("1", "A"), [RECORD_1]),
        (("1", "B"), [RECORD_1]),
        (("22", "A"), [RECORD_1]),
        (("22", "B"), [RECORD_1]),
        (("22", ""), [RECORD_1]),
        (("1", ""), [RECORD_1]),
        (("1", "C"), []),
        (("23", "A"), []),
    ],
)
def test_a_corrected_record_is_named_by_what_was_delivered_as_by_what_was_shown(
    named: tuple[str, str], found: list[str]
):
    repair = about("repairs", record_number=named[0], subject_code=named[1], action="移出")

    stones = absent_stones(example(), [repair], Past(marks=corrected("22", "B")), (DAY, KEY))

    assert found == [one.record_id for one in stones]


def test_a_corrected_record_that_is_named_by_its_id_is_looked_for_under_both_its_numbers():
    by_id = about("takedowns", record_number="", subject_code="", record_id=RECORD_1)
    table = keys((HERE, "1", "new"), (HERE, "22", "newer"), (HERE, "3", "other"))

    found = rows_by_number(example(), [by_id], table, Past(marks=corrected("22", "B")), KEY)

    assert {RECORD_1: [0, 1]} == {record: lines.tolist() for record, lines in found.items()}
    assert "uint64" == str(last_known([by_id], past()).dtypes["number"])


STONE = Tombstone("penalties", RECORD_1, "", date(2026, 5, 20), "repaired")
BY_ID = {"dataset": "", "record_number": "", "subject_code": "", "record_id": RECORD_1}


@pytest.mark.parametrize(
    ("ruled", "known", "is_settled"),
    [
        (about("repairs", action="移出"), past(stones=(STONE,)), True),
        (about("repairs", action="移出"), Past((STONE,)), True),
        (about("repairs", "2026-05-19", action="移出"), Past((STONE,)), True),
        (about("repairs", "2026-05-21", action="移出"), past(stones=(STONE,)), False),
        (about("repairs", action="移出"), past(), False),
        (about("repairs", subject_code="", action="移出"), past(stones=(STONE,)), True),
        (about("repairs", subject_code="", action="移出"), Past((STONE,)), False),
        (about("repairs", record_number="第9号", action="移出"), past(stones=(STONE,)), False),
        (about("withdrawals", kind="撤销"), past(stones=(STONE,)), False),
        (about("objections", status="维持"), past(stones=(STONE,)), False),
        (about("takedowns", None, **BY_ID), Past((replace(STONE, code="taken-down"),)), True),
    ],
    ids=[
        "shown and removed", "removed before it was shown", "removed later", "removed earlier", "never removed",
        "a number alone", "a number alone that nobody ever showed", "another number", "for another reason",
        "what ends nothing", "by its id",
    ],
)  # fmt: skip
def test_a_ruling_is_settled_where_the_record_that_it_ends_was_removed_on_an_earlier_night(
    ruled: Ruling, known: Past, is_settled: bool
):
    assert ([ruled] if is_settled else []) == list(settled(example(), [ruled], known, KEY))


def keys(*lines: tuple[str, str, str]) -> pd.DataFrame:
    """A table of keys: department, number, id."""
    frame = pd.DataFrame(lines, columns=[DEPARTMENT, parts.NUMBER, parts.RECORD_ID], dtype="str")
    return frame.assign(dataset="penalties")


def test_a_record_named_by_an_id_that_nobody_has_is_looked_for_under_its_last_number():
    by_id = about("takedowns", record_id=RECORD_1)
    table = keys(("customs", "1", "a"), (HERE, "2", "b"), (HERE, "1", "c"))

    found = rows_by_number(example(), [by_id], table, past(), KEY)

    assert {RECORD_1: [2]} == {one: at.tolist() for one, at in found.items()}


def test_a_record_that_is_there_is_not_looked_for_and_one_without_a_number_is_not_found():
    by_id = about("takedowns", record_id=RECORD_1)

    assert {} == rows_by_number(example(), [by_id], keys((HERE, "1", RECORD_1)), past(), KEY)
    assert {} == rows_by_number(example(), [by_id], keys((HERE, "2", "b")), past(), KEY)
    assert {} == rows_by_number(example(), [by_id], keys((HERE, "1", "b")), Past(marks=no_marks()), KEY)


def test_every_row_under_a_last_known_number_is_selected():
    """Whatever its department is called tonight: which of them are meant is told later (rows_by_number)."""
    by_id, by_address = (
        about("takedowns", record_id=RECORD_1),
        about("takedowns", record_id="", url="/record/x/other.html"),
    )
    number_2 = int(mark_texts(pd.Series(["2"]), marks_secret(KEY))[0])
    numbers = pd.Series(["1", "2", "3", ""], dtype="str")

    last = last_known([by_id, by_address], past(("other", number_2), ("bare", 0)))

    assert [RECORD_1, "other"] == last["record_id"].tolist()
    assert [True, True, False, False] == bear_number(last, numbers, KEY).tolist()


def test_a_record_that_nobody_names_or_that_had_no_number_selects_nothing():
    numbers = pd.Series(["1", ""], dtype="str")
    bare = last_known([about("takedowns", record_id="bare")], past(("bare", 0)))
    unnamed = last_known([about("repairs", action="移出")], past())

    assert [(False, bool), (False, bool)] == [(one, type(one)) for one in bear_number(bare, numbers, KEY).tolist()]
    assert [False, False] == bear_number(unnamed, numbers, KEY).tolist()


def test_a_number_alone_without_a_department_ends_the_record_that_alone_has_it():
    repair = about("repairs", action="移出", subject_code="", department="")

    assert [RECORD_1] == [one.record_id for one in absent_stones(example(), [repair], past(), (DAY, KEY))]
    assert [] == absent_stones(example(), [repair], past(("z" * 20, NUMBER_1)), (DAY, KEY))


def test_only_an_exit_names_causes():
    """A repair is none of a listing's doing, whatever list the record stands on as well."""
    frame = rows("1", reasons={"1": "red-list-conflict"}).assign(**{parts.CAUSES: "a;b"})

    found = new_stones(example(), decided(frame, verdicts((0, "repaired"))), [], (DAY, KEY))

    assert [("red-list-conflict", "a"), ("red-list-conflict", "b"), ("repaired", "")] == sorted(
        (one.code, one.cause) for one in found
    )


def test_the_stone_of_another_number_keeps_its_cause():
    frame = rows("1", "2")
    stone = Tombstone("penalties", frame[parts.RECORD_ID][0], like(frame, 0), DAY, "red-list-conflict", "listing")

    (own,) = own_stones(example(), decided(frame, verdicts((1, "tombstoned"))), [stone], KEY)

    assert ("red-list-conflict", "listing") == (own.code, own.cause)


def test_what_leaves_is_told_in_the_order_of_rows():
    frame = rows("1", "2", "3", reasons={"1": "red-list-conflict"})

    found = removed(frame, verdicts((2, "repaired"), (1, "taken-down")))

    assert [0, 1, 2] == found["position"].tolist()


def test_other_records_that_were_shown_are_left_alone():
    by_id = about("takedowns", record_id=RECORD_1)
    table = keys((HERE, "1", "c"), (HERE, "2", "b"))
    number_2 = int(mark_texts(pd.Series(["2"]), marks_secret(KEY))[0])

    found = rows_by_number(example(), [by_id], table, past(("other", number_2)), KEY)

    assert {RECORD_1: [0]} == {one: at.tolist() for one, at in found.items()}


def test_a_record_without_a_number_is_found_under_no_number():
    by_id = about("takedowns", record_id="bare")
    bare = about("repairs", record_number="", subject_code="", action="移出")

    assert {} == rows_by_number(example(), [by_id], keys((HERE, "", "a")), past(("bare", 0)), KEY)
    assert [] == absent_stones(example(), [bare], past(("bare", 0)), (DAY, KEY))


def test_a_city_that_has_shown_nothing_finds_nothing():
    assert {} == rows_by_number(
        example(), [about("takedowns", record_id=RECORD_1)], keys((HERE, "1", "a")), Past(), KEY
    )


def test_a_number_of_one_record_names_it_beside_records_of_other_numbers():
    bare = about("repairs", subject_code="", action="移出")
    elsewhere = about("repairs", dataset="licences", subject_code="", action="移出")

    assert [RECORD_1] == [one.record_id for one in absent_stones(example(), [bare], past(("other", 5)), (DAY, KEY))]
    assert [] == absent_stones(example(), [elsewhere], past(), (DAY, KEY))


def test_a_number_with_another_subject_names_nobody_who_was_shown():
    wrong = about("repairs", subject_code="B", action="移出")

    assert [] == absent_stones(example(), [wrong], past(), (DAY, KEY))


# Mutants that no test can notice:
# + mine = mine[~mine[parts.RECORD_ID].isin(own)].reset_index(drop=None)
# + mine = mine[~mine[parts.RECORD_ID].isin(own)].reset_index(drop=False)
#   The old index stands in a column that nothing reads.


def test_in_a_list_where_nothing_is_replaced_every_row_of_one_mark_is_the_removed_record():
    frame = rows("1", "2")
    stone = Tombstone("penalties", frame[parts.RECORD_ID][0], like(frame, 0), DAY, "repaired")
    known = known_by(PENALTIES, [HERE], frame, KEY)
    known = known[[name for name in known.columns if not name.startswith(REPLACED)]]

    assert [1] == find_twins([stone], known, frame[parts.RECORD_ID]).rows.tolist()
