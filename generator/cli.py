"""The door: reads the command line, the clock and the environment, prints, and sets the exit code. Nobody else does.

Exit codes: 0 done · 1 refused, nothing public has changed · 2 misuse · 3 done but needs attention, with --strict ·
75 another build is running.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from generator.commands import build as build_command
from generator.commands import check as check_command
from generator.commands import demo as demo_command
from generator.commands import history as history_command
from generator.commands import serve as serve_command
from generator.commands import verify as verify_command
from generator.commands.demo import SEED
from generator.errors import PLAIN_WORDS, BusyError, GeneratorError
from generator.model.night import Places, Result, Wish
from generator.model.verdict import REPORTED_ONLY
from generator.stages.read import read_city

REFUSED, NEEDS_ATTENTION, BUSY = 1, 3, 75
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
out, err = Console(highlight=False), Console(stderr=True, highlight=False)

Data = Annotated[Path, typer.Option(help="城市的输入文件夹")]
State = Annotated[Path, typer.Option(help="私有状态文件夹")]
Public = Annotated[Path, typer.Option(help="公开网站（符号链接）的位置")]


def main() -> None:
    """Run the command line; a terminal that cannot write Chinese shows question marks and changes no exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


@app.command("build")
def build(  # noqa: PLR0913  # one parameter an option
    data: Data = Path("data"),
    state: State = Path("state"),
    public: Public = Path("public"),
    as_of: Annotated[str | None, typer.Option(help="按哪一天发布，例如 2026-11-24")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="工作进程数；不写则用全部处理器核")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Dask 调度器的地址，例如 tcp://10.0.0.5:8786")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="把结果写成 JSON")] = None,
    *,
    first_run: Annotated[bool, typer.Option("--first-run", help="新城市第一次发布")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="允许今天以后的日期")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有需要处理的事项时退出码为 3")] = False,
) -> None:
    """读取、校验、依法判定、脱敏、制作、检查并发布今晚的网站。"""
    with _exit_codes():
        _refuse_unwritable(json_file)
        day = _day(data, as_of, preview=preview)
        places = Places(data, state, public, _shipped("site_templates"), _shipped("mkdocs.yml"))
        wish = Wish(day, first_run, os.environ.get("GONGSHI_KEY"), workers, scheduler)
        result = build_command.run(places, wish, lambda step: err.print(f"· {step}"))
        if json_file is not None:
            build_command.write_account(result, json_file)
        _print(result)
        if strict and _needs_attention(result):
            raise typer.Exit(NEEDS_ATTENTION)


@app.command("check")
def check(
    data: Data = Path("data"),
    state: State = Path("state"),
    as_of: Annotated[str | None, typer.Option(help="按哪一天判定")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="把结果写成 JSON")] = None,
) -> None:
    """只读取和校验，写出各部门的问题清单，不发布。"""
    with _exit_codes():
        places = Places(data, state, state / "nowhere", _shipped("site_templates"), _shipped("mkdocs.yml"))
        wish = Wish(_day(data, as_of, preview=True), key=os.environ.get("GONGSHI_KEY"))
        result = check_command.run(places, wish, lambda step: err.print(f"· {step}"))
        if json_file is not None:
            build_command.write_account(result, json_file)
        _print(result)


@app.command("demo")
def demo(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="新城市的文件夹")],
    rows: Annotated[int | None, typer.Option(help="总行数；不写则与示例城市相同")] = None,
    seed: Annotated[int, typer.Option(help="同一个种子得到同样的文件")] = SEED,
    dataset: Annotated[str | None, typer.Option(help="只要这一个数据集")] = None,
) -> None:
    """造一个虚构的城市，报送数据可大可小。"""
    with _exit_codes():
        demo_command.demo(target, _shipped("data"), rows, seed, dataset)


@app.command("verify")
def verify(site: Annotated[Path, typer.Argument(metavar="DIR", help="制作好的网站")]) -> None:
    """再查一遍制作好的网站：清单、校验值、出口检查的样式。"""
    with _exit_codes():
        if wrong := verify_command.run(site):
            raise GeneratorError("；".join(wrong))


@app.command("history")
def history(key: Annotated[str, typer.Argument(help="记录编号")], state: State = Path("state")) -> None:
    """某条记录在哪些日子公开过。"""
    with _exit_codes():
        for dataset, first, last in history_command.run(state, key):
            out.print(f"{dataset}\t{first}\t{last}")


@app.command("serve")
def serve(public: Public = Path("public"), port: Annotated[int, typer.Option(min=1, max=65535)] = 8000) -> None:
    """在本机预览已经制作好的网站。"""
    with _exit_codes():
        err.print(f"http://127.0.0.1:{port}/ （按 Ctrl-C 结束）")
        serve_command.run(public, port)


@contextmanager
def _exit_codes() -> Iterator[None]:
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except BusyError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(BUSY) from None
    except GeneratorError as error:
        err.print(f"没有发布，公开的网站没有改动。\n{error}", markup=False)
        raise typer.Exit(REFUSED) from None
    except KeyboardInterrupt:
        raise typer.Exit(REFUSED) from None
    except OSError as error:
        place, reason = error.filename or "磁盘", PLAIN_WORDS.get(error.errno or 0) or error.strerror or "读写失败"
        err.print(f"没有发布，公开的网站没有改动。\n{place}：{reason}", markup=False)
        raise typer.Exit(REFUSED) from None
    except Exception as error:  # a traceback could show what a cell holds; its place is enough
        err.print(f"程序出错，请把下面这一行告诉维护者：\n{type(error).__name__} {_place(error)}", markup=False)
        raise typer.Exit(REFUSED) from None


def _place(error: Exception) -> str:
    """Where in our own code an unforeseen error arose: module and line, and nothing of what was worked on."""
    ours = [frame for frame in extract_tb(error.__traceback__) if "generator" in Path(frame.filename).parts]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _refuse_unwritable(file: Path | None) -> None:
    """Find out before the night's work, and not after the switch, that its account cannot be written."""
    if file is not None:
        was_there = file.exists()
        file.open("a", encoding="utf-8").close()
        if not was_there:
            file.unlink()


def _day(data: Path, as_of: str | None, *, preview: bool) -> date:
    """The day: --as-of, else as_of of a fictional city, else today in Shanghai (design §2)."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    site = read_city(data).site
    if site.as_of and not site.fictional:
        message = "site.yaml 里的 as_of 只能用于 fictional: true 的演示城市，请删去"
        raise GeneratorError(message)
    try:
        day = date.fromisoformat(as_of) if as_of else site.as_of or today
    except ValueError:
        message = "--as-of 写作 2026-11-24"
        raise typer.BadParameter(message) from None
    if day > today and not (preview or site.fictional):
        message = f"{day} 在今天以后；只想看看用 --preview"
        raise GeneratorError(message)
    return day


def _shipped(name: str) -> Path:
    """Where templates lie: in the installed package, else at the root of the checkout."""
    packaged = Path(__file__).parent / "_shipped" / name
    return packaged if packaged.exists() else Path(__file__).parent.parent / name


def _print(result: Result) -> None:
    table = Table(title=f"第 {result.version} 版，{result.as_of}")
    for name in ("部门", "信息", "收到", "采用", "等待", "公示", "不公示", "来件"):
        table.add_column(name, justify="left" if name in ("部门", "信息", "来件") else "right")
    for unit in result.units:
        counts = (unit.delivered, unit.used, unit.waiting, unit.published, sum(unit.withheld.values()))
        table.add_row(unit.department, unit.dataset or "–", *map(str, counts), unit.verdict or "采用")
    out.print(table)
    withheld = build_command.account(result)["totals"]["withheld"]
    out.print("不公示的原因：" + "，".join(f"{code} {count}" for code, count in withheld.items()), markup=False)
    for line in result.unmatched:
        out.print(line, markup=False)


def _needs_attention(result: Result) -> bool:
    return bool(result.unmatched) or any(unit.verdict for unit in result.units if unit.verdict not in REPORTED_ONLY)


if __name__ == "__main__":
    main()
