"""The plan of deliveries: which office hands in which file, how large, and in what handwriting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from generator.commands.fiction.scene import Delivery, Style

MOST_ROWS = 100_000
"""Of one file; larger deliveries come in several."""
_COMPANY = (("法人及非法人组织", "法人"),)
_NOTE = "表格说明：本表由各科室汇总后报送，金额单位为万元，没有的项目按统一写法填写"
_SPRING, _YEAR = date(2023, 3, 1), date(2025, 12, 1)

BRACKETS = Style("gbk", "brackets", ("slash",), ("plain", "tab"), _COMPANY, "N/A", explained=_NOTE)
MARKED = Style("utf-8-sig", "names", ("iso", "cn"), ("plain", "apostrophe", "formula"), (), "— —")
RARE = Style("gb18030", "aliases", ("dot", "iso"), ("plain", "wide", "lower"), (), "暂无", is_rare=True)
LEGACY = Style("utf-8", "legacy", ("compact",), ("plain", "blank"), (), "-", has_optional=False)
WIDE = Style("utf-16-le", "names", ("slash", "cn"), ("plain", "tab"), (), "", is_rare=True)
CODES = Style("utf-8-sig", "codes", ("iso", "dot"), ("plain", "lower"), (("有效", "1"), ("无效", "2")), "无")
SPACES = Style("gbk", "spaces", ("cn", "compact"), ("plain", "formula"), (), "", ends_with="\r\n\r\n\r\n")
CLEAN = Style(is_rare=True)
UNENDED = Style(is_rare=True, ends_with="")
UNKNOWN = Style("gbk", extra="手机号")
LISTED = Style("gbk", dates=("slash",), codes=("plain", "tab"))
SEALED = Style("gbk", has_sidecars=True)

DELIVERIES = (
    Delivery("market-regulation", "penalties", "penalties-20260630.csv", 180, _SPRING, date(2026, 6, 29), BRACKETS),
    Delivery("market-regulation", "penalties", "penalties-20260930.csv", 130, _YEAR, date(2026, 9, 29), MARKED),
    Delivery("market-regulation", "penalties", "penalties-20261109.csv", 90, date(2026, 8, 3), date(2026, 11, 6), RARE),
    Delivery(
        "market-regulation", "penalties", "penalties-20261123.csv", 70, date(2026, 11, 2), date(2026, 11, 20), UNENDED
    ),
    Delivery("ecology", "penalties", "penalties-20260731.csv", 90, _SPRING, date(2026, 7, 30), LEGACY),
    Delivery("ecology", "penalties", "penalties-20261120.csv", 70, date(2026, 7, 1), date(2026, 11, 18), WIDE),
    Delivery("emergency", "penalties", "penalties-20260831.csv", 120, _SPRING, date(2026, 8, 28), CODES),
    Delivery("emergency", "penalties", "penalties-20261116.csv", 60, date(2026, 8, 3), date(2026, 11, 13), CLEAN),
    Delivery("housing", "penalties", "penalties-20260915.csv", 100, _YEAR, date(2026, 9, 14), SPACES),
    Delivery("housing", "penalties", "penalties-20261118.csv", 60, date(2026, 8, 3), date(2026, 11, 17), CLEAN),
    Delivery("public-security", "penalties", "penalties-20261101.csv", 90, _YEAR, date(2026, 10, 30), RARE),
    Delivery("transport", "penalties", "penalties-20261119.csv", 40, _YEAR, date(2026, 11, 18), UNKNOWN),
    Delivery("market-regulation", "licences", "licences-20260630.csv", 300, _SPRING, date(2026, 6, 29), CLEAN),
    Delivery(
        "market-regulation", "licences", "licences-20261123.csv", 180, date(2026, 6, 1), date(2026, 11, 20), MARKED
    ),
    Delivery("ecology", "licences", "licences-20261031.csv", 120, _SPRING, date(2026, 10, 30), WIDE),
    Delivery(
        "transport", "licences", "licences-20261020.csv", 180, _YEAR, date(2026, 10, 19), replace(CODES, encoding="gbk")
    ),
    Delivery("housing", "licences", "licences-20261111.csv", 160, _SPRING, date(2026, 11, 10), SPACES),
    Delivery("approval", "licences", "licences-20260930.csv", 180, _SPRING, date(2026, 9, 29), BRACKETS),
    Delivery("approval", "licences", "licences-20261122.csv", 120, date(2026, 9, 1), date(2026, 11, 20), RARE),
    Delivery("tax", "red-list-tax-a", "red_list_tax_a_2024.csv", 60, date(2024, 1, 2), date(2024, 12, 31), LISTED),
    Delivery("tax", "red-list-tax-a", "red_list_tax_a_2025.csv", 320, date(2025, 1, 2), date(2025, 12, 31), SEALED),
    Delivery("tax", "red-list-tax-a", "red_list_tax_a_2026.csv", 24, date(2026, 1, 2), date(2026, 12, 31), LISTED),
    Delivery("customs", "red-list-customs-aeo", "aeo.csv", 32, date(2021, 11, 1), date(2026, 9, 30), CLEAN),
    Delivery(
        "civility", "integrity-models", "integrity_models_2026.csv", 40, date(2025, 3, 3), date(2026, 10, 30), CLEAN
    ),
    Delivery(
        "enterprise-federation",
        "integrity-models",
        "integrity_models.csv",
        30,
        date(2025, 3, 3),
        date(2026, 9, 30),
        LISTED,
    ),
    Delivery("daily-news", "integrity-models", "integrity_models.csv", 16, date(2025, 3, 3), date(2026, 9, 30), MARKED),
    Delivery(
        "court", "serious-court-defaulters", "court_defaulters.csv", 190, date(2024, 1, 2), date(2026, 10, 30), RARE
    ),
    Delivery(
        "human-resources", "serious-unpaid-wages", "unpaid_wages.csv", 64, date(2024, 1, 2), date(2026, 10, 30), MARKED
    ),
    Delivery("tax", "serious-tax", "serious_tax.csv", 56, date(2024, 1, 2), date(2026, 9, 30), LISTED),
    Delivery("finance", "serious-procurement", "procurement.csv", 40, date(2024, 6, 3), date(2026, 10, 30), CLEAN),
    Delivery(
        "market-regulation",
        "serious-market",
        "serious_market-20260331.csv",
        64,
        date(2024, 1, 2),
        date(2026, 3, 30),
        LISTED,
    ),
    Delivery(
        "market-regulation",
        "serious-market",
        "serious_market-20261113.csv",
        24,
        date(2026, 4, 1),
        date(2026, 11, 12),
        CLEAN,
    ),
    Delivery(
        "market-regulation",
        "watch-abnormal-operations",
        "abnormal.csv",
        260,
        date(2024, 1, 2),
        date(2026, 11, 20),
        CLEAN,
    ),
    Delivery("approval", "commitments", "commitments-20260930.csv", 140, date(2025, 3, 3), date(2026, 9, 29), BRACKETS),
    Delivery("approval", "commitments", "commitments-20261123.csv", 100, date(2026, 9, 1), date(2026, 11, 20), CLEAN),
    Delivery("housing", "commitments", "commitments-20261031.csv", 90, date(2025, 6, 2), date(2026, 10, 30), SPACES),
    Delivery(
        "human-resources", "commitments", "commitments-20261120.csv", 70, date(2025, 6, 2), date(2026, 11, 18), MARKED
    ),
)


def plan(rows: int | None, dataset: str | None) -> tuple[Delivery, ...]:
    """Plan the deliveries of one dataset or of all; with `rows` their sizes add up to it, in the same proportions."""
    chosen = [one for one in DELIVERIES if dataset in (None, one.dataset)]
    if rows is None:
        return tuple(chosen)
    total = sum(one.rows for one in chosen)
    shares = [one.rows * rows // total for one in chosen]
    by_remainder = sorted(range(len(chosen)), key=lambda place: -(chosen[place].rows * rows % total))
    for place in by_remainder[: rows - sum(shares)]:
        shares[place] += 1
    sized = (replace(one, rows=share) for one, share in zip(chosen, shares, strict=True) if share)
    return tuple(piece for one in sized for piece in _pieces(one))


def _pieces(delivery: Delivery) -> list[Delivery]:
    if delivery.rows <= MOST_ROWS:
        return [delivery]
    count = -(-delivery.rows // MOST_ROWS)
    name = PurePath(delivery.name)
    sizes = [delivery.rows * (place + 1) // count - delivery.rows * place // count for place in range(count)]
    return [
        replace(delivery, name=f"{name.stem}-{place:03d}{name.suffix}", rows=size)
        for place, size in enumerate(sizes, start=1)
    ]
