"""Which records a ruling is about (design §5). A code alone never matches; doubt is never settled by guessing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.model.city import City
from generator.model.parts import CODE, KEY, NAME, NUMBER, RECORD_ID
from generator.model.rulings import Ruling
from generator.model.verdict import Rows
from generator.policy.fold import fold, fold_code
from generator.policy.identity import SEPARATOR, key_rest

DEPARTMENT = "@department"
NOBODY: Rows = np.empty(0, dtype=np.int64)
HOLDING_BACK = frozenset({"repairs", "withdrawals", "objections", "removals", "takedowns"})
"""Files whose unclear rulings withhold; an unclear reinstatement or consent has no effect."""


@dataclass(frozen=True)
class Match:
    """A ruling and where it hits in the table of keys. `exact` false: no single record could be told."""

    ruling: Ruling
    rows: np.ndarray
    exact: bool


def match_all(
    city: City, rulings: tuple[Ruling, ...], keys: pd.DataFrame, by_number: Mapping[str, Rows] | None = None
) -> list[Match]:
    """Match rulings in order against the table of keys (one line a row of tonight's inputs).

    `by_number` has for record ids that nobody has tonight the rows under the number they were last shown under: they
    may be the record with another subject, which is for a person to say.

    `keys` has columns dataset, @department, @number, @code, @name, @key, @record; its index names the rows, of which
    one that is known under two names is there twice. It need hold none but those that `could_be_meant`.

    A later line of the same file, authority and document takes the place of an earlier one about the same record, or of
    one that matched no record exactly and may be about the same: it names the same subject or meets one of its rows.
    One document may be about many records, and a line about another of them settles nothing.
    """
    table = replace(_concerned(rulings, keys), last_known=by_number or {})
    found: list[Match | None] = []
    same_document: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for ruling in rulings:
        one = _match(city, ruling, table)
        one = replace(one, rows=np.unique(one.rows))
        document = same_document[ruling.file, ruling.authority, ruling.document]
        for place in document:
            earlier = found[place]
            found[place] = _after(earlier, one) if earlier else None
        document.append(len(found))
        found.append(one)
    return [one for one in found if one]


@dataclass(frozen=True)
class _Rows:
    """Some rows of the table of keys. Plain arrays: a small frame takes a hundred times as long to choose from."""

    index: Rows
    department: npt.NDArray[np.object_]
    code: npt.NDArray[np.object_]
    name: npt.NDArray[np.object_]
    key: npt.NDArray[np.object_]

    @classmethod
    def of(cls, keys: pd.DataFrame) -> _Rows:
        """Take rows out of a table of keys."""
        columns = (keys[name].to_numpy() for name in (DEPARTMENT, CODE, NAME, KEY))
        return cls(keys.index.to_numpy(), *columns)

    def __len__(self) -> int:
        return len(self.index)

    def where(self, chosen: npt.NDArray[np.bool_] | Rows) -> _Rows:
        """Choose rows by a mask or by their places."""
        columns = (self.department, self.code, self.name, self.key)
        return _Rows(self.index[chosen], *(column[chosen] for column in columns))


_NO_ROWS = _Rows(NOBODY, *[np.empty(0, dtype=object)] * 4)


@dataclass(frozen=True)
class _Concerned:
    """The rows that a ruling could be about: few, however many there are."""

    by_id: dict[str, Rows]
    by_dataset: dict[str, _Rows]
    by_number: dict[tuple[str, str], _Rows]
    last_known: Mapping[str, Rows] = field(default_factory=dict)


def wanted_of(rulings: Iterable[Ruling]) -> dict[str, list[str]]:
    """List by column of the table of keys what rulings name."""
    wanted: dict[str, set[str]] = {NUMBER: set(), CODE: set(), NAME: set(), RECORD_ID: set()}
    for one in rulings:
        wanted[NUMBER].add(fold(one.record_number))
        wanted[CODE].add(fold_code(one.subject_code))
        wanted[NAME].add(fold(one.subject_name))
        wanted[RECORD_ID].add(named_id(one))
    return {column: sorted(values - {""}) for column, values in wanted.items()}


def could_be_meant(wanted: Mapping[str, list[str]], keys: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Mark the rows of a table of keys that a ruling could be about; all others may be left out of the table."""
    mask = np.zeros(len(keys), dtype=bool)
    for column, values in wanted.items():
        mask |= keys[column].isin(values).to_numpy(dtype=bool)
    return mask


def _concerned(rulings: tuple[Ruling, ...], keys: pd.DataFrame) -> _Concerned:
    wanted = wanted_of(rulings)
    rows = keys.loc[could_be_meant(wanted, keys), ["dataset", DEPARTMENT, *wanted, KEY]].astype(object)
    by_dataset = {str(name): _Rows.of(some) for name, some in rows.groupby("dataset")}
    numbered = rows[rows[NUMBER].isin(wanted[NUMBER])]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, key in enumerate(zip(numbered["dataset"], numbered[NUMBER], strict=True)):
        places[key].append(place)
    of_all = _Rows.of(numbered)
    by_number = {key: of_all.where(np.array(few)) for key, few in places.items()}
    identified = rows[rows[RECORD_ID].isin(wanted[RECORD_ID])]
    by_id = {str(one): few.index.to_numpy() for one, few in identified.groupby(RECORD_ID)}
    return _Concerned(by_id, by_dataset, by_number)


def _after(earlier: Match, later: Match) -> Match | None:
    """What is left of a ruling after a later line of the same file, authority and document."""
    a, b = earlier.ruling, later.ruling
    if not b.document:
        return earlier
    if not earlier.exact:
        return None if later.exact and (_shares_subject(a, b) or np.isin(later.rows, earlier.rows).any()) else earlier
    rest = np.setdiff1d(earlier.rows, later.rows)
    return Match(a, rest, exact=True) if len(rest) or not len(earlier.rows) else None


def _shares_subject(a: Ruling, b: Ruling) -> bool:
    """Tell whether two lines name the same subject: the later one then mends the number of the earlier."""
    code, name = fold_code(a.subject_code), fold(a.subject_name)
    return bool(code and code == fold_code(b.subject_code)) or bool(name and name == fold(b.subject_name))


def _match(city: City, ruling: Ruling, table: _Concerned) -> Match:
    if named := named_id(ruling):
        if named in table.last_known:
            return Match(ruling, table.last_known[named], exact=False)
        return Match(ruling, table.by_id.get(named, NOBODY), exact=True)
    rows = table.by_dataset.get(ruling.dataset)
    if rows is None:
        return Match(ruling, NOBODY, exact=True)
    dataset = city.dataset(ruling.dataset)
    if dataset.named("record-number"):
        rows = table.by_number.get((ruling.dataset, fold(ruling.record_number)), _NO_ROWS)
    if ruling.department:
        rows = rows.where(rows.department == city.department(ruling.department).id)
    return _by_number(ruling, rows) if dataset.named("record-number") else _by_subject(ruling, rows)


def named_id(ruling: Ruling) -> str:
    """The record id that a takedown gives, itself or in an address."""
    address = ruling.more.get("url", "").split("/")[-1].removesuffix(".html")
    return ruling.more.get("record_id") or address


def _by_number(ruling: Ruling, rows: _Rows) -> Match:
    """Of the rows under the ruling's number those of its subject, or all of them where they are one record."""
    code, name = fold_code(ruling.subject_code), fold(ruling.subject_name)
    if code:
        exact = rows.where(rows.code == code)
    elif name:
        exact = rows.where(rows.name == name)
    else:
        exact = rows if len(set(rows.key)) == 1 else _NO_ROWS
    if len(exact) or not len(rows):
        return Match(ruling, exact.index, exact=True)
    return Match(ruling, rows.index, exact=False)


def _by_subject(ruling: Ruling, rows: _Rows) -> Match:
    """In a dataset without numbers: the other key values joined by |, or every record of the subject."""
    code, name = fold_code(ruling.subject_code), fold(ruling.subject_name)
    hit = rows.where(rows.code == code if code else (rows.name == name) & (name != ""))
    if ruling.record_number:
        others = SEPARATOR.join(fold(part) for part in ruling.record_number.split(SEPARATOR))
        rests = key_rest(pd.Series(hit.key))
        hit = hit.where(rests.str.startswith(others + SEPARATOR).to_numpy())
    return Match(ruling, hit.index, exact=True)
