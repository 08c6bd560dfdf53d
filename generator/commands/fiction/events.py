"""What happens to rows of fiction: the plain ones in between, and on every eighth row, in turn, something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.commands.fiction import faults, names, rulings, subjects
from generator.commands.fiction.scene import Scene
from generator.commands.fiction.subjects import Subject

STEP = 8
Who = Callable[[Scene], Subject]
Echo = Literal["", "same", "other", "corrected", "replaced"]


@dataclass(frozen=True)
class Event:
    """One thing that happens to a row.

    `echo` is about a second row: `same` and `other` repeat the row before, alike or changed; `corrected` and
    `replaced` come back in the department's next file, under the old number or a new one.
    """

    who: Who | None = None
    spoil: faults.Spoil | None = None
    rule: rulings.Rule | None = None
    echo: Echo = ""


PLAIN = Event()


def anyone(scene: Scene) -> Subject:
    """A company."""
    return scene.pool.anyone(scene.rng)


def mixed(scene: Scene) -> Subject:
    """Whoever decisions are about; now and then with a rare character in the name."""
    return rare_company(scene) if scene.rng.random() < 0.03 else scene.pool.mixed(scene.rng)


def trusted(scene: Scene) -> Subject:
    """A company of good standing."""
    return scene.pool.trusted(scene.rng)


def blamed(scene: Scene) -> Subject:
    """A company in disgrace."""
    return scene.pool.blamed(scene.rng)


def blamed_or_person(scene: Scene) -> Subject:
    """A company in disgrace, or a person."""
    return blamed(scene) if scene.rng.random() < 0.6 else citizen(scene)


def model(scene: Scene) -> Subject:
    """Whoever is held up as an example."""
    lot = scene.rng.random()
    if lot < 0.6:
        return trusted(scene)
    return scene.pool.trader(scene.rng) if lot < 0.75 else subjects.citizen(scene.rng)


def citizen(scene: Scene) -> Subject:
    """A person; of four, one has a rare character in the name where the file can write it."""
    rare = scene.delivery.style.is_rare and scene.rng.random() < 0.25
    return subjects.rare_citizen(scene.rng) if rare else subjects.citizen(scene.rng)


def minor(scene: Scene) -> Subject:
    """A person under eighteen."""
    return subjects.minor(scene.rng)


def trader(scene: Scene) -> Subject:
    """A sole trader with a trade name."""
    return scene.pool.trader(scene.rng)


def nameless_trader(scene: Scene) -> Subject:
    """A sole trader under the operator's own name."""
    return subjects.nameless_trader(scene.rng, scene.pool)


def numbered_trader(scene: Scene) -> Subject:
    """A sole trader with a citizen's number for a code."""
    return subjects.numbered_trader(scene.rng, scene.pool)


def rare_company(scene: Scene) -> Subject:
    """A company with a rare character in its name, where the file can write it."""
    if not scene.delivery.style.is_rare:
        return anyone(scene)
    name = names.company(scene.rng, "420202", scene.rng.choice(names.RARE_BRANDS))
    return scene.pool.special(scene.rng, name)


def long_company(scene: Scene) -> Subject:
    """A company with a name of 57 characters."""
    return scene.pool.special(scene.rng, names.long_company(scene.rng))


def ruled(rule: rulings.Rule, spoil: faults.Spoil = faults.recent, who: Who = anyone) -> Event:
    """A record that would be shown, and a ruling about it."""
    return Event(who=who, spoil=spoil, rule=rule)


COMMON_FAULTS = (
    Event(anyone, faults.blank_required),
    Event(anyone, faults.impossible_date),
    Event(anyone, faults.scientific_code),
    Event(anyone, faults.mistyped_code),
    Event(anyone, faults.garbled),
    Event(echo="same"),
    Event(echo="other"),
    Event(anyone, faults.recent, echo="corrected"),
)
SUBJECTS = tuple(
    Event(who) for who in (citizen, minor, nameless_trader, numbered_trader, rare_company, long_company, trader)
)
RULINGS = tuple(
    ruled(rule)
    for rule in (
        rulings.repaired,
        rulings.withdrawn,
        rulings.objected,
        rulings.corrected,
        rulings.upheld,
        rulings.unresolved,
        rulings.taken_down,
        rulings.suspended,
        rulings.resumed,
        rulings.maintained,
        rulings.reinstated,
        rulings.found_unlawful,
        rulings.repaired_later,
    )
)
PENALTIES = (
    *COMMON_FAULTS,
    Event(anyone, faults.vague_amount),
    Event(anyone, faults.code_of_a_citizen),
    Event(anyone, faults.ends_before_start),
    Event(anyone, faults.without_class),
    Event(anyone, faults.slight),
    Event(anyone, faults.slight_but_shown),
    Event(anyone, faults.ahead),
    Event(anyone, faults.long_past),
    Event(anyone, faults.own_end),
    *SUBJECTS,
    *[Event(anyone, faults.indiscreet)] * 6,
    Event(anyone, faults.lengthy),
    Event(citizen, faults.scientific_code),
    Event(anyone, faults.recent, echo="replaced"),
    *RULINGS,
    ruled(rulings.marked, faults.of_last_winter),
)
LICENCES = (
    *COMMON_FAULTS,
    Event(anyone, faults.ends_before_start),
    Event(anyone, faults.revoked),
    Event(anyone, faults.endless),
    Event(anyone, faults.long_past),
    Event(anyone, faults.ahead),
    *SUBJECTS,
    Event(anyone, faults.indiscreet),
    ruled(rulings.withdrawn),
    ruled(rulings.objected),
    ruled(rulings.taken_down),
)
COMMITMENTS = (
    Event(anyone, faults.kept_back),
    Event(citizen),
    *COMMON_FAULTS,
    Event(anyone, faults.code_of_a_citizen),
    Event(anyone, faults.endless),
    Event(anyone, faults.long_past),
    Event(anyone, faults.kept_back),
    Event(nameless_trader),
    Event(trader),
    Event(anyone, faults.indiscreet),
)
TAXPAYERS = (
    Event(echo="same"),
    Event(trusted, faults.mistyped_code),
    ruled(rulings.wrongly_honoured, faults.nothing, trusted),
    *[PLAIN] * 5,
)
MODELS = (
    ruled(rulings.consented, who=lambda scene: subjects.citizen(scene.rng)),
    ruled(rulings.no_longer_consented, who=lambda scene: subjects.citizen(scene.rng)),
    Event(trusted, faults.long_past),
    ruled(rulings.wrongly_honoured, who=trusted),
)
LISTED = (
    Event(blamed, faults.mistyped_code),
    Event(echo="same"),
    Event(blamed, faults.blank_required),
    Event(echo="other"),
    Event(blamed, faults.indiscreet),
    ruled(rulings.removed_from_list, who=blamed),
    ruled(rulings.objected, who=blamed),
)
REMOVABLE = (Event(blamed, faults.taken_off), *LISTED)
