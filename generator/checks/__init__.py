"""Our own checks: on a row for Frictionless, on a whole column as a screen. Both give the same verdicts."""
