"""Ways to an organisation without JavaScript: by the first letter of its name, by district, by its code.

A hundred organisations a page. Long lists begin with guide words, as a dictionary does: the name each page begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.model import urls
from generator.model.message import _
from generator.policy.initials import OTHER
from generator.stages.render.press import Press
from generator.stages.render.registers import Way
from generator.stages.render.roll import Lines, Roll
from generator.stages.render.sheaves import PAGE_ROWS, Pick, Sheaf, context_of

SHEAF_ROWS = 20_000
"""Organisations whose pages one job writes."""
LEVELS = (2, 8, 9, 10, 11, 12, 13, 14)
"""Characters of a code by which it is looked up: kind of register, district, then one after another."""
LEAF_ROWS = 1_000
"""A list of codes that is longer is divided by the next level."""
GUIDES = 48


class Leaf(NamedTuple):
    """One list of organisations."""

    way: str
    place: str
    title: str
    lines: Lines
    """Of the roll, in its order."""


def render_browse(press: Press, roll: Roll, ways: Sequence[Way]) -> list[Sheaf]:
    """Write the entrance and the pages that only lead on; gives the lists that are still to be written."""
    letters = list(_by_initial(roll))
    districts = list(_by_district(press, roll))
    leaves = [*letters, *districts]
    codes = _by_code(press, roll, np.flatnonzero(roll.codes != b""), "", leaves)
    press.page(
        "/browse/",
        "browse.html",
        title=_("浏览"),
        crumbs=[("", _("浏览"))],
        current="/search/",
        column=_("浏览"),
        ways=ways,
        letters=[_pick(leaf, leaf.place.upper() if leaf.place != OTHER else _("其他")) for leaf in letters],
        districts=[_pick(leaf, leaf.title) for leaf in districts],
        codes=codes,
    )
    return [sheaf for leaf in leaves for sheaf in _sheaves(roll, leaf)]


def _pick(leaf: Leaf, words: str) -> Pick:
    return words, urls.browse(leaf.way, leaf.place), f"{len(leaf.lines):,}"


def _by_initial(roll: Roll) -> Iterator[Leaf]:
    letters = roll.table["initial"]
    for letter in sorted(pc.unique(letters).to_pylist(), key=lambda one: (one == OTHER, one)):
        title = (
            _("首字拼音以{letter}开头的单位", letter=letter.upper()) if letter != OTHER else _("首字不按拼音排列的单位")
        )
        yield Leaf("initial", letter, title, _where(pc.equal(letters, letter)))


def _by_district(press: Press, roll: Roll) -> Iterator[Leaf]:
    districts = pc.utf8_slice_codeunits(roll.table["code"], 2, 8)
    for code in sorted(filter(None, pc.unique(districts).to_pylist())):
        title = district_name(press, code) or _("代码中的区划为{code}", code=code)
        yield Leaf("district", code, title, _where(pc.equal(districts, code)))


def _where(mask: pa.ChunkedArray) -> Lines:
    return np.flatnonzero(mask.to_numpy())


def district_name(press: Press, code: str) -> str:
    """The name of a district with the province's and the city's before it; empty for one that is not known."""
    divisions = press.publication.city.divisions
    above = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return "".join(divisions.get(one, "") for one in above) if code in divisions else ""


def _by_code(press: Press, roll: Roll, lines: Lines, prefix: str, leaves: list[Leaf]) -> list[Pick]:
    """Divide the codes that begin so until their lists are short; adds those, gives the way to the next level."""
    level = next((one for one in LEVELS if one > len(prefix)), None)
    if level is None:
        return []
    heads = roll.codes[lines].astype(f"S{level}")
    picks = []
    for found in np.unique(heads):
        head = found.decode()
        leaf = Leaf("code", head, _("代码以{head}开头的单位", head=head), lines[heads == found])
        picks.append(_pick(leaf, head))
        below = _by_code(press, roll, leaf.lines, head, leaves) if len(leaf.lines) > LEAF_ROWS else []
        if below:
            _signpost(press, leaf, below)
        else:
            leaves.append(leaf)
    return picks


def _signpost(press: Press, leaf: Leaf, picks: Sequence[Pick]) -> None:
    """Write a page that only leads on."""
    press.page(
        urls.browse(leaf.way, leaf.place),
        "browse_list.html",
        **context_of(leaf.title),
        lead=_("共{count}家，请再选一级。", count=f"{len(leaf.lines):,}"),
        picks=[(_("代码"), picks)],
        body="",
    )


def _sheaves(roll: Roll, leaf: Leaf) -> Iterator[Sheaf]:
    total = len(leaf.lines)
    guides = _guides(roll, leaf, max(1, -(-total // PAGE_ROWS)))
    for first in range(0, total, SHEAF_ROWS):
        lines = leaf.lines[first : first + SHEAF_ROWS]
        yield Sheaf(leaf.way, leaf.place, leaf.title, first // PAGE_ROWS + 1, total, guides, roll, lines)


def _guides(roll: Roll, leaf: Leaf, last: int) -> list[tuple[str, list[Pick]]]:
    """The first names of pages that are evenly spread, where there are more pages than a row of numbers shows."""
    if last < 8:
        return []
    step = -(-last // GUIDES)
    pages = range(1, last + 1, step)
    firsts = roll.table["name"].take(pa.array(leaf.lines[[(page - 1) * PAGE_ROWS for page in pages]])).to_pylist()
    return [
        (
            _("从哪里看起"),
            [
                (name, urls.browse(leaf.way, leaf.place, page), _("第{page}页", page=page))
                for name, page in zip(firsts, pages, strict=True)
            ],
        )
    ]
