"""Take in what departments delivered: prove the encoding, read strictly, normalise, and choose tonight's inputs.

Refuses a unit rather than guess; a refused unit is replaced by its last accepted inputs, never by old output.
"""

from generator.stages.intake.accepted import commit
from generator.stages.intake.units import Intake, intake

__all__ = ["Intake", "commit", "intake"]
