"""Change the law one small step at a time, and ask the tests: each change must be noticed or explained.

`python -m tests.mutation.run FOLDER PROCESSES [NAME…]`: names as mutmut has them, 'generator.policy.rules.amount*'.

The tree is copied to FOLDER, so that nothing is ever changed where one works. What no test noticed is explained in a
comment of a test file that holds the changed line word for word after a plus sign, and why nobody can see it. The
counts are kept in tests/MUTANTS.md; modules that were not asked keep theirs. Ends with 1 where a survivor is neither
noticed nor explained.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import CHECKOUT

COPIED = ("generator", "tests", "data")
FILES = ("frictionless_gongshi.py", "pyproject.toml")
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
TABLE = CHECKOUT / "tests/MUTANTS.md"
SURVIVED = frozenset({0, 33})
"""Exit codes of mutmut for a mutant that lived, and for one that no test reaches."""
NOT_ASKED = None
STRICT = re.compile(r", (strict=\w+)?(?=\))")
"""Of columns of one frame `zip(…, strict=…)` finds no two lengths: said once for all modules, here and in the table."""
HEAD = """# Mutants

One small change of the law at a time, and whether a test notices. Written by `make mutants`, which CONTRIBUTING.md
explains. What no test notices is explained in the test file named here, change by change; but for `strict=` of
a `zip` over things that are equally long by construction, which is counted as explained and said here once.

| module | mutants | noticed | explained | in |
|---|--:|--:|--:|---|
"""


@dataclass(frozen=True)
class Result:
    """What became of the mutants of one module."""

    module: str
    mutants: int
    explained: int
    files: tuple[str, ...]
    unexplained: tuple[str, ...] = ()
    """The changes that nobody noticed or explained, as mutmut shows them."""

    @property
    def line(self) -> str:
        noticed = self.mutants - self.explained - len(self.unexplained)
        files = ", ".join(f"`{name}`" for name in self.files)
        return f"| `{self.module}` | {self.mutants} | {noticed} | {self.explained} | {files} |\n"


def main(folder: Path, processes: str, names: list[str]) -> int:
    mirror(CHECKOUT, folder)
    command = [MUTMUT, "run", "--max-children", processes, *names]
    run = subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=False)
    if run.returncode:
        return run.returncode
    known = comments(CHECKOUT / "tests/policy", CHECKOUT / "tests/oracle")
    results = [judge(folder, meta, known) for meta in asked(folder, names)]
    keep(TABLE, results)
    left = [change for one in results for change in one.unexplained]
    sys.stdout.write("".join(f"\n{change}" for change in left) + f"\n{len(left)} neither noticed nor explained\n")
    return 1 if left else 0


# A failure must come back when it is asked for again: hypothesis draws the same examples under CI.
ENVIRONMENT = {**os.environ, "CI": "true"}


def mirror(checkout: Path, folder: Path) -> None:
    """Make the copy the same as the checkout: what was deleted or renamed there goes, here and in mutmut's own copy."""
    for name in COPIED:
        for copy in (folder / name, folder / "mutants" / name):
            for path in sorted(copy.rglob("*.py")) if copy.is_dir() else ():
                if not (checkout / name / path.relative_to(copy)).exists():
                    path.unlink()
                    path.with_name(f"{path.name}.meta").unlink(missing_ok=True)
        shutil.copytree(
            checkout / name, folder / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in FILES:
        shutil.copy2(checkout / name, folder / name)


def asked(folder: Path, names: list[str]) -> Iterator[Path]:
    """The result files of the modules of which something was asked, in order."""
    for meta in sorted((folder / "mutants/generator/policy").rglob("*.py.meta")):
        mutants = outcomes(meta)
        if any(not names or any(fnmatch.fnmatch(one, name) for name in names) for one in mutants):
            yield meta


def outcomes(meta: Path) -> dict[str, int | None]:
    """Exit code of each mutant of a module."""
    found: dict[str, int | None] = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return {name: code for name, code in found.items() if code is not NOT_ASKED}


def judge(folder: Path, meta: Path, known: dict[str, str]) -> Result:
    """Count the mutants of a module, and look every survivor up in the comments."""
    codes = outcomes(meta)
    explained = 0
    files: set[str] = set()
    unexplained: list[str] = []
    for name in (name for name, code in codes.items() if code in SURVIVED):
        shown = subprocess.run([MUTMUT, "show", name], cwd=folder, capture_output=True, text=True, check=True).stdout
        before, after = changed(shown, "-"), changed(shown, "+")
        where = [file for file, text in known.items() if after and all(f"+ {line}" in text for line in after)]
        if where or [STRICT.sub("", line) for line in before] == [STRICT.sub("", line) for line in after]:
            explained += 1
            files.update(where[:1])
        else:
            unexplained.append(shown)
    module = meta.relative_to(folder / "mutants/generator").as_posix().removesuffix(".meta")
    return Result(module, len(codes), explained, tuple(sorted(files)), tuple(unexplained))


def changed(shown: str, sign: str) -> list[str]:
    """The lines that a change takes away (-) or brings (+)."""
    return [flat(line[1:]) for line in shown.splitlines() if line.startswith(sign) and line[:3] != sign * 3]


def comments(*folders: Path) -> dict[str, str]:
    """Test file to what its comments say, in one line."""
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    said = {path: re.findall(r"^#(.*)$", path.read_text("utf-8"), re.MULTILINE) for path in files}
    return {path.relative_to(CHECKOUT).as_posix(): flat(" ".join(lines)) for path, lines in said.items() if lines}


def flat(text: str) -> str:
    return " ".join(text.split())


def keep(table: Path, results: Iterable[Result]) -> None:
    """Write the table; modules that were not asked keep their line."""
    old = table.read_text("utf-8") if table.is_file() else ""
    lines = {line.split("`")[1]: line for line in old.splitlines(keepends=True) if line.startswith("| `")}
    lines |= {one.module: one.line for one in results if one.mutants}
    rows = "".join(line for module, line in sorted(lines.items()) if (CHECKOUT / "generator" / module).is_file())
    table.write_text(HEAD + rows, "utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
