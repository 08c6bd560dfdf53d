"""Announce: the notices that law wants of withdrawn decisions (行政处罚法 48)."""

from __future__ import annotations

from datetime import date

from generator.model.publication import Notice
from generator.model.rulings import Rulings
from generator.policy.rules.withdrawal import FINAL


def announce(rulings: Rulings, as_of: date) -> tuple[Notice, ...]:
    """List the notices; a notice names an organisation only at its own request, and a person never."""
    found = []
    for ruling in rulings.of("withdrawals", as_of):
        if ruling.more["kind"] in FINAL and ruling.decided_on is not None:
            name = ruling.subject_name if ruling.more["notice"] == "subject" and ruling.subject_code else ""
            found.append(
                Notice(
                    ruling.dataset,
                    ruling.record_number,
                    ruling.authority,
                    ruling.more["reason"],
                    ruling.decided_on,
                    name,
                )
            )
    return tuple(found)
