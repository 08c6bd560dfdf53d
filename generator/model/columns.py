"""The columns of a public table, as downloads, dictionaries and pages all show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.model.catalogue import Dataset
from generator.model.field import FieldSpec
from generator.model.message import _

RECORD_ID = "record_id"
PUBLISHED_UNTIL = "published_until"
NOTE = "note"
MONEY_ROLES = frozenset({"fine", "confiscated"})
SUBJECT_KINDS = ("organisation", "sole-trader", "person")


@dataclass(frozen=True)
class PublicColumn:
    """One published column."""

    name: str
    type: str
    """A Table Schema type."""
    title: str
    description: str
    code: str
    """The national code (CF_…, XK_…), or empty."""
    constraints: dict[str, Any]
    source: FieldSpec | None
    """The catalogue field it shows; None for columns that gongshi adds."""
    is_yuan: bool = False
    """An amount in 元, computed from the delivered 万元."""

    @property
    def unit(self) -> str:
        """The unit of an amount; empty where the column holds none."""
        if self.source is None or self.source.role not in MONEY_ROLES:
            return ""
        return _("元") if self.is_yuan else _("万元")


def is_disclosed(field: FieldSpec) -> bool:
    """Tell whether anyone may see the field for any kind of subject."""
    return any(field.credit.disclosure(kind) != "withhold" for kind in SUBJECT_KINDS)


def yuan_name(name: str) -> str:
    """Name of the column in 元 beside one in 万元.

    >>> yuan_name("罚款金额（万元）")
    '罚款金额（元）'
    """
    return name.replace("万元", "元") if "万元" in name else f"{name}（元）"


def public_columns(dataset: Dataset) -> tuple[PublicColumn, ...]:
    """List the published columns in order: id, disclosed fields, end of publication, note (design §9)."""
    shown = [field for field in dataset.fields if is_disclosed(field)]
    middle = [column for field in shown for column in _of_field(field)]
    return (
        PublicColumn(
            RECORD_ID,
            "string",
            "记录编号",
            _("本站给每条记录的编号，公示期内不变。"),
            "",
            {"required": True, "unique": True},
            None,
        ),
        *middle,
        PublicColumn(
            PUBLISHED_UNTIL,
            "date",
            "公示截止",
            _("公示的最后一天；9999-12-31 表示长期。过了这一天，请删除这条记录。"),
            "",
            {},
            None,
        ),
        PublicColumn(NOTE, "string", "标注", _("异议核实中等标注，用分号分开；没有时为空。"), "", {}, None),
    )


def _of_field(field: FieldSpec) -> list[PublicColumn]:
    description = field.description or ""
    kind = "date" if field.type == "date" else field.type
    column = PublicColumn(field.name, kind, field.title or field.name, description, field.credit.code or "", {}, field)
    if field.role not in MONEY_ROLES:
        return [column]
    name = yuan_name(field.name)
    return [
        column,
        PublicColumn(name, "number", name, _("由万元换算；一万亿元以上的不换算。"), "", {}, field, is_yuan=True),
    ]
