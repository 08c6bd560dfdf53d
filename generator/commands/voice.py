"""A console that falls silent when nobody listens any more: a closed pipe is no failure of the night."""

from __future__ import annotations

import os
from contextlib import suppress

from rich.console import Console


class Voice(Console):
    """Prints like its parent, whose answer to a closed pipe would be to end the program with exit code 1."""

    def on_broken_pipe(self) -> None:
        """Say nothing more; what Python still holds goes nowhere, so that its end is no error either."""
        self.quiet = True
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())
