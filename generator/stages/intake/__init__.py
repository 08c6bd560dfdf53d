"""Take in what departments delivered: copy it, prove its encoding, read it strictly, normalise it, choose the inputs.

Refuses a unit rather than guess. A refused unit is replaced by its last accepted inputs, never by old output.
"""

from generator.stages.intake.door import Intake, commit, intake

__all__ = ["Intake", "commit", "intake"]
