"""A clerk's evening in a small city: rulings written down, and the questions asked of what was built."""

import re

from typer.testing import CliRunner

from generator.cli import app
from tests.builders import SmallCity
from tests.sites.miniature import numbered

FIRST, SECOND, THIRD, FOURTH = "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"
NUMBER, CODE = "行政处罚决定书文号", "行政相对人代码_1(统一社会信用代码)"


def number(of: int) -> str:
    return f"黄市监处罚〔2026〕{of}号"


def ask(city: SmallCity, command: str, *words: str, public: bool = False) -> tuple[int, str]:
    places = ["--data", str(city.data), "--state", str(city.state)]
    done = CliRunner().invoke(app, [command, *words, *places, *(["--public", str(city.public)] if public else [])])
    return done.exit_code, done.output


def numbers(city: SmallCity) -> list[int]:
    """The numbers of the penalties that are public."""
    return sorted(int(re.findall("〕([0-9]+)号", row[NUMBER])[0]) for row in city.shown("penalties"))


def days_public(city: SmallCity, key: str) -> list[tuple[str, str]]:
    """The intervals that `history` tells of a record."""
    return re.findall(r"^\S+ \S+ (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)$", ask(city, "history", key)[1], re.MULTILINE)


def conclusions(city: SmallCity, key: str, day: str) -> list[str]:
    """What `explain` concludes of every row that a key names."""
    return re.findall("结论：(.*?)(?:；依据.*)?\n", ask(city, "explain", key, "--as-of", day)[1])


def correct(city: SmallCity, of: int, field: str, value: str, day: str) -> None:
    """Close an objection to a penalty with a correction."""
    ruled = {**numbered(of), "document": f"函{of}", "decided_on": day}
    told = {"origin": "异议", "received_on": "2026-11-20", "closed_on": day, "field": field, "value": value}
    city.rule("objections", **ruled, status="更正", **told)
