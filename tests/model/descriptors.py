"""The smallest descriptors that load; a test changes one thing."""

from typing import Any

from generator.model.catalogue import Dataset


def field(name: str = "名称", **said: Any) -> dict[str, Any]:
    """A field; `credit` is added to what it must say."""
    return {"name": name, **said, "credit": {"disclose": "public", **said.get("credit", {})}}


def credit(**said: Any) -> dict[str, Any]:
    return {
        "kind": "penalty", "item": "local", "access": "public", "basis": ["a-law"], "subjects": "organisations",
        "deliver": {"departments": ["tax"], "match": "*.csv", "mode": "snapshot"}, "period": "general", **said,
    }  # fmt: skip


def dataset(
    *fields: dict[str, Any], name: str = "penalties", table: dict[str, Any] | None = None, **said: Any
) -> Dataset:
    """A dataset of these fields; `said` goes below credit."""
    schema = {"fields": list(fields) or [field()], **(table or {})}
    return Dataset.model_validate({"name": name, "title": "行政处罚", "credit": credit(**said), "schema": schema})
