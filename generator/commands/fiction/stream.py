"""The rows of a dataset, one file after another; of the past only what comes back later is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from generator.commands.fiction.events import Event
from generator.commands.fiction.families import FAMILIES, Family
from generator.commands.fiction.rulings import Book
from generator.commands.fiction.scene import Cells, Delivery, Scene
from generator.commands.fiction.subjects import Pool
from generator.model.city import City


@dataclass
class Stream:
    """Makes the files of one dataset in order."""

    city: City
    pool: Pool
    rng: Random
    book: Book
    index: int = 0
    returning: defaultdict[str, list[tuple[str, Cells]]] = field(default_factory=lambda: defaultdict(list))
    """By department: rows that come back in its next file, and how."""

    def rows(self, delivery: Delivery) -> Iterator[Cells]:
        """Make the rows of one file: first those that come back, then new ones."""
        family = FAMILIES[delivery.dataset]
        back = self.returning.pop(delivery.department, [])[: delivery.rows]
        for how, cells in back:
            yield self._again(self._scene(delivery), how, cells)
            self.index += 1
        before: Cells | None = None
        for _ in range(delivery.rows - len(back)):
            event = family.event(self.index)
            if event.echo in ("same", "other") and before:
                yield self._again(self._scene(delivery), event.echo, before)
            else:
                before = self._new(self._scene(delivery), family, event)
                yield before
            self.index += 1

    def _scene(self, delivery: Delivery) -> Scene:
        dataset, department = self.city.dataset(delivery.dataset), self.city.department(delivery.department)
        return Scene(dataset, department, delivery, self.pool, self.rng, self.index)

    def _new(self, scene: Scene, family: Family, event: Event) -> Cells:
        subject = (event.who or family.who)(scene)
        cells = family.make(scene, subject)
        if event.spoil:
            cells = event.spoil(scene, subject, cells)
        if event.rule and not scene.delivery.style.extra:  # of a file that is refused no row can be ruled on
            event.rule(self.book, scene, subject, cells)
        if event.echo in ("corrected", "replaced"):
            self.returning[scene.department.id].append((event.echo, cells))
        return cells

    def _again(self, scene: Scene, how: str, cells: Cells) -> Cells:
        if how == "same":
            return cells
        column = scene.role("content-text" if "content-text" in scene.dataset.by_role else "fact-text")
        changed = cells | {column: f"{cells[column].removesuffix('。')}（以本次报送为准）。"}
        if how == "replaced":
            number = scene.role("record-number")
            changed |= {
                scene.role("replaces"): cells[number],
                number: cells[number].replace("号", f"-{scene.index + 1}号"),
            }
        return changed
