"""How fresh the data of a page is: which units stand on an older delivery, which have none yet (design §6)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.message import _
from generator.model.publication import Publication, UnitState
from generator.stages.render.words import day_of

Notice = tuple[str, tuple[str, ...]]
"""The word that opens a notice, and its sentences."""

FIRMNESS = _("本页沿用该部门上一次通过检查的数据，并已按今天的公示期重新筛选。")


def notices_of(publication: Publication, units: Iterable[UnitState]) -> list[Notice]:
    """At most two notices: 数据未更新, 尚无数据."""
    stale, absent = [], []
    for unit in units:
        name = department_name(publication, unit.department)
        if unit.data_date is None:
            absent.append(_("{name}还没有送达可以公示的数据。", name=name))
        elif unit.fallback:
            stale.append(
                _(
                    "{name}的数据停留在{day}。{firmness}",
                    name=name,
                    day=day_of(unit.data_date.isoformat()).words,
                    firmness=FIRMNESS,
                )
            )
    named = ((_("数据未更新"), tuple(stale)), (_("尚无数据"), tuple(absent)))
    return [notice for notice in named if notice[1]]


def department_name(publication: Publication, identifier: str) -> str:
    """A department's name. What a folder of no department is called stays unsaid: anybody may have named it."""
    try:
        return publication.department(identifier).name
    except KeyError:
        return _("没有登记的部门")


def data_date_of(publication: Publication, dataset: str, department: str) -> str:
    """The day up to which a department's data of a dataset goes, as ISO; '' where there is none."""
    for unit in publication.units_of(dataset):
        if unit.department == department:
            return unit.data_date.isoformat() if unit.data_date else ""
    return ""
