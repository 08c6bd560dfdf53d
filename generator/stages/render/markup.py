"""Columns as markup: what the rows of a batch say, escaped and encoded for a whole column at once.

A cell at a time costs more than everything else that a page of a record needs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.large_string()
_SPECIAL = "[&<>\"']"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"}
"""As a template escapes; the ampersand first, for every entity has one."""


def texts_of(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The texts of a column in one piece; missing becomes empty."""
    texts = pc.fill_null(column.cast(TEXT), "")
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def escaped(texts: pa.Array) -> pa.Array:
    """Escape a column as a template would."""
    if pc.any(pc.match_substring_regex(texts, _SPECIAL)).as_py():
        for raw, entity in _ENTITIES.items():
            texts = pc.replace_substring(texts, raw, entity)
    return texts


def encoded(texts: pa.Array) -> list[bytes]:
    """The bytes of each text."""
    found: list[bytes] = texts.cast(pa.large_binary()).to_numpy(zero_copy_only=False).tolist()
    return found


def mapped(texts: pa.Array, function: Callable[[str], str]) -> list[bytes]:
    """What a function makes of each text, encoded; worked out once for each different one."""
    coded = texts.dictionary_encode()
    made = np.empty(len(coded.dictionary), dtype=object)
    made[:] = [function(text).encode() for text in coded.dictionary.to_pylist()]
    found: list[bytes] = made[coded.indices.to_numpy()].tolist()
    return found


def is_filled(texts: pa.Array) -> pa.Array:
    """Tell of each text whether there is one."""
    return pc.greater(pc.binary_length(texts), 0)
