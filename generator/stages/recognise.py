"""Recognise: a record that a merged department hands in keeps the key under which it was first known (design §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from generator.model import parts
from generator.model.city import City
from generator.model.facts import Past
from generator.model.parts import PrivatePart
from generator.policy.identity import SEPARATOR, key_rest, record_ids


def recognise(city: City, made: Iterable[PrivatePart], past: Past, key: bytes) -> list[PrivatePart]:
    """Give the rows of departments that were formerly others the key of the oldest id that was public or removed.

    A record that nobody knows yet, or that is known under the department's own id, keeps its key.
    """
    known = past.first_shown.index, pd.Index([stone.record_id for stone in past.tombstones], dtype="str")
    listed = list(made)
    for part in listed:
        former = city.department(part.department).formerly
        if former and any(len(ids) for ids in known):
            _keep_keys(part, (part.department, *former), known, key)
    return listed


def _keep_keys(part: PrivatePart, departments: tuple[str, ...], known: Sequence[pd.Index], key: bytes) -> None:
    frame = pd.read_parquet(part.frame)
    rest = key_rest(frame[parts.KEY])
    kept = frame[parts.KEY].astype("str")
    settled = pd.Series(data=False, index=frame.index)
    for department in departments:
        keys = f"{part.dataset}{SEPARATOR}{department}{SEPARATOR}" + rest
        mine = _is_in(record_ids(key, keys), known) & ~settled
        kept, settled = kept.mask(mine, keys), settled | mine
    draft = part.frame.with_name(part.frame.name + ".draft")
    frame.assign(**{parts.KEY: kept}).to_parquet(draft, index=False)
    draft.replace(part.frame)


def _is_in(ids: pd.Series, known: Sequence[pd.Index]) -> pd.Series:
    """Mark the ids that are known. A part is looked for in a million: the other way takes fifteen times as long."""
    met = [some[some.isin(ids)] for some in known]
    return pd.Series(np.any([ids.isin(some) for some in met], axis=0), index=ids.index)
