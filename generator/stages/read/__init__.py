"""Read what a city configures: catalogue, bases, periods, measures, rulings; and what departments show themselves."""

from generator.stages.read.city import read_city
from generator.stages.read.published import read_published
from generator.stages.read.rulings import read_rulings

__all__ = ["read_city", "read_published", "read_rulings"]
