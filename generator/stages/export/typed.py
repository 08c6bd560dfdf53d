"""Public text turned into the types that the published schema promises."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from generator.errors import GeneratorError
from generator.model.columns import PublicColumn

ARROW_TYPES: dict[str, pa.DataType] = {
    "number": pa.decimal128(18, 6),
    "integer": pa.int64(),
    "year": pa.int64(),
    "date": pa.date32(),
}
"""Arrow type of a Table Schema type; every other type stays the text it is."""


def typed(rows: pa.Table, columns: Sequence[PublicColumn], dataset: str) -> pa.Table:
    """Give every column its type; raises GeneratorError where a value does not fit, without the value."""
    return pa.table({column.name: _cast(rows.column(column.name), column, dataset) for column in columns})


def _cast(values: pa.ChunkedArray, column: PublicColumn, dataset: str) -> pa.ChunkedArray:
    try:
        return values.cast(ARROW_TYPES.get(column.type, pa.large_string()))
    except pa.ArrowInvalid:
        message = f"导出 {dataset}：列“{column.name}”里有不是 {column.type} 的值，请检查目录里这一列的 type"
    raise GeneratorError(message)  # outside the handler: Arrow's own error quotes the value
