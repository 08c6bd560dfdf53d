"""Read what a city configures: catalogue, departments, bases, periods, measures, rulings."""

from generator.stages.read.city import read_city
from generator.stages.read.rulings import read_rulings

__all__ = ["read_city", "read_rulings"]
