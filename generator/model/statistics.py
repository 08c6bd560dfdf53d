"""Statistics (统计): decisions as delivered, by month, department and category; what trends are drawn from.

Counts of what is shown today fall with every repair and every end of a period, and would lie about trends. Figures
about persons are blurred before they come here, and stand apart from those about organisations, so that neither can
be worked out from the other (design §8).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.columns import PublicColumn

ORGANISATIONS, PERSONS = "organisations", "persons"
COUNTS = ("delivered", "shown", "expired", "repaired", "withdrawn")
OTHER = "其他"
"""The category of a row whose own nobody published tonight: a cell of a withheld row never becomes public by this."""


@dataclass(frozen=True)
class Figures:
    """One line of statistics.csv. A count of persons below the limit is None; such a line exists only above it."""

    dataset: str
    month: str
    """`2026-11`; empty where a row has no date."""
    department: str
    category: str
    subjects: str
    """`organisations` (sole traders with a trade name too) or `persons`."""
    delivered: int | None
    shown: int | None
    expired: int | None
    repaired: int | None
    withdrawn: int | None


def _column(name: str, kind: str, title: str, description: str) -> PublicColumn:
    return PublicColumn(name, kind, title, description, "", {}, None)


STATISTICS_COLUMNS = (
    _column("dataset", "string", "数据集", "与下载文件同名。"),
    _column("month", "string", "月份", "作出决定的月份，没有决定日期的按列入日期；没有日期时为空。"),
    _column("department", "string", "部门编号", "报送的部门。"),
    _column("department_name", "string", "部门", ""),
    _column("category", "string", "类别", "今天公示的记录里没有的类别，合为“其他”；自然人不分类别。"),
    _column("subjects", "string", "主体", "organisations为单位，persons为自然人。"),
    _column("delivered", "integer", "送达", "部门送达的决定，包括以后到期、修复、撤销的；重复和被代替的行不计。"),
    _column("shown", "integer", "公示中", "今天公示的。"),
    _column("expired", "integer", "已到期", "公示期已满的。"),
    _column("repaired", "integer", "已修复", "已经完成信用修复的。"),
    _column("withdrawn", "integer", "已撤销", "决定被变更、撤销或者确认违法、无效的。"),
)
"""The columns of statistics.csv, in order."""
