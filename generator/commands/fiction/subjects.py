"""Who the records are about. A subject follows from its number alone, so any file can speak of the same company."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from generator.commands.fiction import codes, names

ORGANISATION, SOLE_TRADER, PERSON = "法人及非法人组织", "个体工商户", "自然人"
_SPECIAL = 100_000_000
"""Numbers from here on are subjects of a single record: rare characters, long names."""


@dataclass(frozen=True)
class Subject:
    """A company, a sole trader or a person."""

    kind: str
    name: str
    code: str = ""
    division: str = "420202"
    serial: int = 0
    head: str = ""
    """The legal representative or operator."""
    identity: str = ""
    """The citizen's number of the person or of the head."""

    @property
    def registration(self) -> str:
        """The business registration number."""
        return codes.registration_number(self.division, self.serial)

    @property
    def organisation(self) -> str:
        """The organisation code inside the unified code."""
        return self.code[8:17]


@dataclass(frozen=True)
class Pool:
    """The subjects of a city: `size` companies, in three camps so that nobody is honoured and blamed by accident."""

    seed: int
    size: int

    def anyone(self, rng: Random) -> Subject:
        """Draw a company."""
        return self.company(rng.randrange(self.size))

    def trusted(self, rng: Random) -> Subject:
        """Draw a company that stands on red lists only."""
        return self.company(rng.randrange(self.size) // 10 * 10 + 1 + rng.randrange(3))

    def blamed(self, rng: Random) -> Subject:
        """Draw a company that stands on adverse lists only."""
        return self.company(rng.randrange(self.size) // 10 * 10)

    def company(self, number: int) -> Subject:
        """Make the company of a number."""
        rng = Random(self.seed * 1_000_003 + number)
        division = names.HOME[rng.randrange(6)] if rng.random() < 0.95 else rng.choice(("420106", "340104"))
        code = codes.unified_code(f"91{division}", codes.body(number * 2))
        head, identity = person_of(rng)
        return Subject(ORGANISATION, names.company(rng, division), code, division, number, head, identity)

    def trader(self, rng: Random) -> Subject:
        """Draw a sole trader with a trade name."""
        number = rng.randrange(self.size)
        own = Random(self.seed * 1_000_003 - number - 1)
        division = names.HOME[own.randrange(6)]
        code = codes.unified_code(f"92{division}", codes.body(number * 2 + 1))
        head, identity = person_of(own)
        return Subject(SOLE_TRADER, names.shop(own, division), code, division, number, head, identity)

    def mixed(self, rng: Random) -> Subject:
        """Draw whoever decisions are about: mostly companies, some sole traders and persons."""
        lot = rng.random()
        if lot < 0.84:
            return self.anyone(rng)
        return self.trader(rng) if lot < 0.94 else citizen(rng)

    def special(self, rng: Random, name: str) -> Subject:
        """Make a company of its own for a name."""
        number = _SPECIAL + rng.randrange(_SPECIAL)
        return replace(self.company(number), name=name)


def person_of(rng: Random, *, youngest: int = 24, oldest: int = 68, rare: bool = False) -> tuple[str, str]:
    """Make a person's name and citizen's number; ages on 24 November 2026."""
    born = date(2026, 11, 23) - timedelta(days=rng.randrange(youngest * 366, oldest * 365))
    return names.person(rng, rare=rare), codes.citizen_number(born, rng.randrange(1, 999))


def citizen(rng: Random) -> Subject:
    """Draw a grown person."""
    name, identity = person_of(rng)
    return Subject(PERSON, name, identity=identity, head=name)


def minor(rng: Random) -> Subject:
    """Draw a person under eighteen."""
    name, identity = person_of(rng, youngest=13, oldest=17)
    return Subject(PERSON, name, identity=identity, head=name)


def rare_citizen(rng: Random) -> Subject:
    """Draw a person whose name only GB 18030 can write."""
    name, identity = person_of(rng, rare=True)
    return Subject(PERSON, name, identity=identity, head=name)


def nameless_trader(rng: Random, pool: Pool) -> Subject:
    """Draw a sole trader without a trade name: registered under the operator's own."""
    trader = pool.trader(rng)
    place = rng.choice(("", "大冶市", "西塞山区"))
    return replace(trader, name=f"{place}{trader.head}（个体工商户）")


def numbered_trader(rng: Random, pool: Pool) -> Subject:
    """Draw a sole trader whose department wrote the operator's citizen number where the code belongs."""
    trader = pool.trader(rng)
    return replace(trader, code=trader.identity)
