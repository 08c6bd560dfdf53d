"""`gongshi` without the pages of organisations, which the benchmarks tell apart: their peer renders records and lists.

Run as `python -m tests.benchmarks.records_and_lists build …`.
"""

from generator import cli
from generator.stages import render

if __name__ == "__main__":
    # Nobody else wants such a site, so the program has no switch for it.
    for stage in ("lay_out_subjects", "spans_of", "render_browse"):
        setattr(render, stage, lambda *_: [])
    cli.app()
