"""Hold one catalogue file against itself: what it names it must declare, and no key may only seem to do something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from frictionless import FrictionlessException, Schema

from generator.errors import CatalogueError
from generator.model.catalogue import Dataset
from generator.model.field import PERSON_ROLES, FieldSpec
from generator.policy.headers import fold_header
from generator.policy.tables import csv_options
from generator.stages.read.parsing import Keys, fail, known, unique

RESERVED = frozenset({
    "en", "record", "subject", "browse", "search", "download", "catalogue", "measures", "quality", "changes", "notices",
    "about", "policy", "guide", "assets", "status", "manifest", "sitemap", "robots", "404", "index",
    "statistics",
})  # fmt: skip
"""Names of the site's own folders and downloads (design §9): no dataset may take one."""
DATES = frozenset({
    "acted-on", "decided-on", "listed-on", "removed-on", "notified-on", "corrected-on", "valid-from", "valid-until",
    "restraint-until", "public-until", "due-on",
})  # fmt: skip
AMOUNTS = frozenset({"fine", "confiscated"})
FIELDS: Keys = ("schema", "fields")


def refuse_incoherent(path: Path, dataset: Dataset) -> None:
    """Raise CatalogueError naming file, line and key."""
    if dataset.name in RESERVED:
        fail(path, ("name",), f"“{dataset.name}”是网站自己的文件夹名，请换一个")
    _refuse_doubles(path, dataset)
    _refuse_undeclared(path, dataset)
    for number, field in enumerate(dataset.fields):
        _check_field(path, (*FIELDS, number), field)
    _check_persons(path, dataset)
    _check_kind(path, dataset)
    try:
        csv_options(dataset.dialect)
    except CatalogueError as error:
        fail(path, ("dialect",), str(error).removeprefix("dialect："))


def refuse_shared(datasets: Sequence[tuple[Path, Dataset]]) -> None:
    """Refuse two datasets of one name, two that claim the same files of one department, and keys that point nowhere."""
    names: set[str] = set()
    claimed: dict[tuple[str, str], str] = {}
    for path, dataset in datasets:
        if dataset.name in names:
            fail(path, ("name",), f"“{dataset.name}”在 catalogue/ 里出现了两次，请改名")
        names.add(dataset.name)
        for department in dataset.credit.deliver.departments:
            claim = department, dataset.credit.deliver.match
            if claim in claimed:
                advice = f"{department} 的这些文件已由 {claimed[claim]} 认领，分不清是哪一类；请换一个样式"
                fail(path, ("credit", "deliver", "match"), advice)
            claimed[claim] = dataset.name
    _refuse_dangling(datasets)


def _refuse_dangling(datasets: Sequence[tuple[Path, Dataset]]) -> None:
    """Refuse a foreign key that points to a dataset or a column that is not there."""
    columns = {dataset.name: [field.name for field in dataset.fields] for _, dataset in datasets}
    for path, dataset in datasets:
        for number, key in enumerate(dataset.table.foreign_keys):
            at: Keys = ("schema", "foreignKeys", number, "reference")
            target = key.reference.resource or dataset.name
            known(path, (*at, "resource"), (target,), columns, "catalogue/")
            known(path, (*at, "fields"), key.reference.fields, columns[target], f"{target} 的 schema.fields")


def _refuse_doubles(path: Path, dataset: Dataset) -> None:
    fields = list(enumerate(dataset.fields))
    unique(path, (((*FIELDS, number, "name"), fold_header(field.name)) for number, field in fields))
    unique(path, (((*FIELDS, number, "credit", "role"), field.role) for number, field in fields if field.role))
    codes = [(number, field.credit.code) for number, field in fields if field.credit.code]
    unique(path, (((*FIELDS, number, "credit", "code"), fold_header(code)) for number, code in codes))
    unique(path, ((("credit", "deliver", "departments"), name) for name in dataset.credit.deliver.departments))


def _refuse_undeclared(path: Path, dataset: Dataset) -> None:
    names = [field.name for field in dataset.fields]
    for keys, named in _named(dataset):
        known(path, keys, named, names, "schema.fields")


def _named(dataset: Dataset) -> Iterator[tuple[Keys, Iterable[str]]]:
    """Yield every place that names fields."""
    table = dataset.table
    yield ("schema", "primaryKey"), table.primary_key
    for number, key in enumerate(table.unique_keys):
        yield ("schema", "uniqueKeys", number), key
    for number, foreign in enumerate(table.foreign_keys):
        yield ("schema", "foreignKeys", number, "fields"), foreign.fields
    for name in dataset.credit.expect.fill:
        yield ("credit", "expect", "fill", name), (name,)
    for number, one in enumerate(dataset.credit.clean):
        yield ("credit", "clean", number, "field"), filter(None, (one.field,))


def _check_field(path: Path, at: Keys, field: FieldSpec) -> None:
    credit = field.credit
    if "forms" in credit.model_fields_set and field.type != "date":
        fail(
            path,
            (*at, "credit", "forms"),
            f"字段“{field.name}”不是日期（type: date），forms 不起作用；请改 type 或删去",
        )
    if field.role in DATES and field.type != "date":
        fail(path, (*at, "type"), f"字段“{field.name}”的 role 是日期，type 要写 date")
    if field.role in AMOUNTS and field.type not in ("number", "integer"):
        fail(path, (*at, "type"), f"字段“{field.name}”的 role 是金额，type 要写 number")
    if (enum := field.constraints.enum) is not None:
        for word, canonical in credit.values.items():
            known(path, (*at, "credit", "values", word), (canonical,), map(str, enum), "constraints.enum")
    if (least := field.constraints.min_length) is not None and least > (field.constraints.max_length or least):
        fail(path, (*at, "constraints", "minLength"), f"字段“{field.name}”的 minLength 大于 maxLength")
    try:
        Schema.from_descriptor({"fields": [field.model_dump(mode="json", by_alias=True, exclude_none=True)]})
    except FrictionlessException:
        advice = f"字段“{field.name}”的 type、format、constraints 不合 Table Schema：约束与 type 不配"
        fail(path, at, advice)


def _check_persons(path: Path, dataset: Dataset) -> None:
    """What speaks of natural persons is withheld, or names the law that opens it (三(三))."""
    credit = dataset.credit
    opened = credit.natural_persons != "withheld"
    for number, field in enumerate(dataset.fields):
        shown = {field.credit.disclosure(kind) for kind in ("organisation", "sole-trader")}
        personal = field.role in PERSON_ROLES and shown | {field.credit.disclosure("person")} != {"withhold"}
        personal |= opened and field.credit.disclosure("person") != "withhold"
        if personal and not (field.credit.person_basis or credit.person_basis):
            advice = f"字段“{field.name}”涉及自然人，要写 person_basis 才能公开（三(三)），否则写 disclose: withhold"
            fail(path, (*FIELDS, number, "credit", "disclose"), advice)
    if opened and not credit.person_basis:
        fail(path, ("credit", "natural_persons"), "为 masked 或 named 时必须写 person_basis")
    if credit.natural_persons == "named" and credit.kind not in {"model", "red-list"}:
        fail(path, ("credit", "natural_persons"), "named 只能用于诚信典型和红名单")


def _check_kind(path: Path, dataset: Dataset) -> None:
    """What only serious lists say has no meaning for another kind."""
    credit = dataset.credit
    for key in ("domain", "scope", "listing_procedure"):
        if getattr(credit, key) is not None and credit.kind != "serious-list":
            fail(path, ("credit", key), "只用于严重失信主体名单（kind: serious-list），请删去")
    if credit.kind == "red-list" and credit.criteria is None:
        fail(path, ("credit",), "红名单要写 criteria（四(一)）")
