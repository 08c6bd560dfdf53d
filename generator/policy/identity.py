"""Identity of a record: its key in private, its id in public (design §5)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

SEPARATOR = "|"
ID_LENGTH = 20
_ENOUGH = 15
"""Bytes of a hash that hold the id: base32 goes by groups of five bytes and eight characters."""
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)
_FIVE_BITS = np.array([16, 8, 4, 2, 1], np.uint8)


def record_key(dataset: str, department: str, *parts: str) -> str:
    """Join a record's key; the parts (number, subject; or every primary-key value) come folded.

    >>> record_key("penalties", "market", "黄市监处罚(2026)12", "91110000600037341L")
    'penalties|market|黄市监处罚(2026)12|91110000600037341L'
    """
    return SEPARATOR.join((dataset, department, *parts))


def record_keys(dataset: str, department: str, parts: Sequence[pd.Series]) -> pd.Series:
    """Join the key of every row; the parts are columns of one index, folded, without missing values."""
    keys = pd.Series(f"{dataset}{SEPARATOR}{department}", index=parts[0].index)
    for part in parts:
        keys = keys + SEPARATOR + part
    return keys


def key_rest(record_keys: pd.Series) -> pd.Series:
    """What of each key follows dataset and department."""
    return record_keys.str.split(SEPARATOR, n=2).str[2].astype("str")


def record_id(key: bytes, record_key: str) -> str:
    """Make the public id: keyed, so that nobody can find a person by trying; per record, so that two cannot be joined.

    >>> record_id(b"k" * 32, "penalties|tax|1|x")
    '2bmzd3fuljdxblmb7w4r'
    """
    return base64.b32encode(_digest(key, record_key)).decode().lower()[:ID_LENGTH]


def record_ids(key: bytes, record_keys: pd.Series) -> pd.Series:
    """Make the ids of a column of record keys."""
    return _ids(key, record_keys).set_axis(record_keys.index)


def _digest(key: bytes, record_key: str) -> bytes:
    return hmac.digest(key, f"record|v1|{record_key}".encode(), hashlib.sha256)[:_ENOUGH]


def _ids(key: bytes, record_keys: Iterable[str]) -> pd.Series:
    """Make many ids at once: base32 in one table of five bits each, for every stage asks for the ids of every row."""
    digests = [_digest(key, text) for text in record_keys]
    bits = np.unpackbits(np.frombuffer(b"".join(digests), np.uint8))
    fives = bits.reshape(len(digests), _ENOUGH * 8 // 5, 5)[:, :ID_LENGTH] @ _FIVE_BITS
    bounds = np.arange(len(digests) + 1) * ID_LENGTH
    texts = pa.py_buffer(np.ascontiguousarray(_LETTERS[fives]))
    ids = pa.LargeStringArray.from_buffers(len(digests), pa.py_buffer(bounds), texts)
    made: pd.Series = ids.to_pandas()
    return made


def key_fingerprint(key: bytes) -> str:
    """Name a key without revealing it: what site.yaml carries as key_fingerprint, 16 hexadecimal digits."""
    return hmac.digest(key, b"fingerprint|v1", hashlib.sha256).hex()[:16]


def likenesses(key: bytes, dataset: str, department: str, parts: Sequence[pd.Series]) -> pd.Series:
    """Mark rows by a keyed hash of code, day and category; empty where one of them is missing.

    A removed record that comes back under a new number is known by this mark (design §5).
    """
    complete = pd.Series(data=True, index=parts[0].index)
    for part in parts:
        complete &= part != ""
    joined = "likeness|" + record_keys(dataset, department, parts)[complete]
    return record_ids(key, joined).reindex(complete.index, fill_value="")
