"""Read what a city configures: catalogue, departments, bases, periods, measures, rulings, and what departments show."""

from generator.stages.read.city import read_city
from generator.stages.read.last_accepted import configurations
from generator.stages.read.own_texts import refuse_named
from generator.stages.read.published import read_published
from generator.stages.read.rulings import read_rulings, still_followed

__all__ = ["configurations", "read_city", "read_published", "read_rulings", "refuse_named", "still_followed"]
