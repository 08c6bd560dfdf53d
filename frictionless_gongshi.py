"""Brings gongshi's checks to Frictionless: `frictionless validate FILE --schema FILE.schema.json --checks gongshi`."""

from __future__ import annotations

from frictionless import Check, Plugin

from generator.checks.gongshi import GongshiCheck


class GongshiPlugin(Plugin):
    """Frictionless finds it by the names of this module and this class."""

    def select_check_class(self, type: str | None = None) -> type[Check] | None:  # Frictionless' own name
        """Offer the check by its type."""
        return GongshiCheck if type == GongshiCheck.type else None
