"""Records for the oracle: made-up ones, drawn so that every branch and boundary of the law is met."""

import random
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from generator.policy.terms import FIRST_SHOWN, PERIOD_ROLES
from tests.oracle.law import FOREVER, Record

FIRST, LAST = date(2024, 1, 1), date(2028, 2, 8)
"""1,500 days: two leap days, fifty month ends, and the days on which rules came into force."""
TURNS = (
    date(2019, 6, 30), date(2019, 7, 1), date(2023, 4, 30), date(2023, 5, 1), date(2024, 2, 29), date(2025, 6, 21),
    date(2025, 6, 22), date(2025, 12, 24), date(2025, 12, 25), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31),
    date(2026, 4, 1), date(2027, 2, 28), date(2028, 2, 29),
)  # fmt: skip
CATEGORIES = ("罚款", "警告", "通报批评", "警告;罚款", "警告、通报批评", "罚款；没收违法所得", "吊销许可证件", "")
FINES = (None, 0, 1, 199, 200, 201, 2999, 3000, 3001, 48600)
SECTORS = ("", "", "", "安全生产", "消防", "特种设备", "建筑", "食品药品")
STATUS = ("", "", "", "有效", "无效", "撤销", "注销", "吊销")


def drawn(seed: int, count: int) -> Iterator[Record]:
    """Draw records."""
    one = random.Random(seed)
    for _ in range(count):
        decided = _day(one, 0.08)
        yield Record(
            decided_on=decided,
            listed_on=_day(one, 0.2),
            removed_on=_day(one, 0.85),
            corrected_on=_day(one, 0.6),
            first_shown=None if decided is None or one.random() < 0.4 else decided + timedelta(one.randrange(90)),
            valid_from=_day(one, 0.5),
            valid_until=FOREVER if one.random() < 0.15 else _day(one, 0.2),
            public_until=_day(one, 0.75),
            restraint_until=_day(one, 0.85),
            year=one.choice((None, 2022, 2023, 2024, 2025, 2026)),
            severity=one.choice(("", "", "轻微", "一般", "严重")),
            procedure=one.choice(("", "", "简易程序", "普通程序")),
            category=one.choice(CATEGORIES),
            fine_yuan=one.choice(FINES),
            is_person=one.random() < 0.3,
            publish_slight=one.choice(("", "是", "否")),
            sector=one.choice(SECTORS),
            status=one.choice(STATUS),
        )


def _day(one: random.Random, blank: float) -> date | None:
    draw = one.random()
    if draw < blank:
        return None
    if draw > 1 - (1 - blank) / 3:
        return one.choice(TURNS)
    day = date(2019, 1, 1) + timedelta(one.randrange(9 * 365))
    return day if draw < (1 - blank) / 2 else day.replace(day=1) - timedelta(1)  # often the end of a month


def table(records: list[Record]) -> pd.DataFrame:
    """The same records as the program has them: a text column for every role."""
    names = {role: role.replace("-", "_") for role in (*PERIOD_ROLES, FIRST_SHOWN)}
    names |= {"penalty-procedure": "procedure"}
    known = {field.name for field in fields(Record)}
    columns = {role: [_text(getattr(one, name)) for one in records] for role, name in names.items() if name in known}
    columns["fine"] = [_wan(one.fine_yuan) for one in records]
    columns["kind"] = ["person" if one.is_person else "organisation" for one in records]
    assert {*columns} == {*PERIOD_ROLES, FIRST_SHOWN, "kind"}
    return pd.DataFrame(columns, dtype="str")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _wan(yuan: int | None) -> str:
    return "" if yuan is None else format((Decimal(yuan) / 10000).normalize(), "f")
