"""The door: reads the command line, the clock and the environment, prints, and sets the exit code. Nobody else does."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from generator.commands import build as build_command
from generator.commands import check as check_command
from generator.commands import closing, progress
from generator.commands import demo as demo_command
from generator.commands import explain as explain_command
from generator.commands import green as green_command
from generator.commands import history as history_command
from generator.commands import init as init_command
from generator.commands import options as o
from generator.commands import plan as plan_command
from generator.commands import retract as retract_command
from generator.commands import serve as serve_command
from generator.commands import verify as verify_command
from generator.commands.account import account, refuse_unwritable, write_json
from generator.commands.asking import Asked, read_day
from generator.commands.demo import SEED
from generator.commands.room import places_of, shipped
from generator.commands.voice import Voice
from generator.errors import BusyError, GeneratorError
from generator.model.city import City
from generator.model.night import Places, Result

REFUSED, NEEDS_ATTENTION, CHANGES, BUSY = 1, 3, 10, 75
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=o.HELP)
out, err = Voice(highlight=False), Voice(stderr=True, highlight=False)


def main() -> None:
    """Run the command line; a terminal that cannot write Chinese shows question marks and changes no exit code."""
    for stream in (one for one in (sys.stdout, sys.stderr) if isinstance(one, TextIOWrapper)):
        stream.reconfigure(errors="replace")
    app()


@app.command("check")
def check(
    data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None, *, watch: o.Watch = False,
) -> None:  # fmt: skip
    """只读取和校验，写出各部门的问题清单，不发布。"""
    asked, places = _asked(as_of, workers, scheduler), places_of(data, state, public)

    def once() -> None:
        with _exit_codes("没有检查完。"):
            with progress.shown(err) as told:
                city, result = check_command.run(places, asked, told)
            _close(result, city, json_file)

    if not watch:
        once()
        return
    with _exit_codes(""):
        for _ in check_command.changes(data, lambda: time.sleep(o.LOOK_SECONDS)):
            with suppress(typer.Exit):  # a fault in the configuration has been told: whoever mends it, sees it gone
                once()


@app.command("build")
def build(
    data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None, *,
    first_run: o.FirstRun = False, is_preview: o.Preview = False, strict: o.Strict = False,
) -> None:  # fmt: skip
    """读取、校验、依法判定、脱敏、制作、检查并发布今晚的网站。"""
    asked = replace(_asked(as_of, workers, scheduler), first_run=first_run, is_preview=is_preview)
    with _exit_codes():
        result = _nightly(build_command.run, places_of(data, state, public), asked, json_file)
        with closing.after_the_switch(err):
            closing.say([build_command.line_to_add(state, asked.key)] if first_run else [], out)
        _exit_strictly(result, strict=strict)


@app.command("retract")
def retract(
    data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None, *, strict: o.Strict = False,
) -> None:  # fmt: skip
    """只撤不增：用上次接受的内容，撤下今天到期、修复、撤销和要求撤下的记录。build 退出码为 1 时运行。"""
    asked = _asked(as_of, workers, scheduler)
    with _exit_codes():
        result = _nightly(retract_command.run, places_of(data, state, public), asked, json_file)
        _exit_strictly(result, strict=strict)


@app.command("plan")
def plan(
    data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None, *,
    exit_code: o.ExitCode = False,
) -> None:  # fmt: skip
    """今晚发布会新增、变更、撤下哪些记录，各是什么理由；哪一天都可以看，什么也不改。"""
    asked = _asked(as_of, workers, scheduler)
    with _exit_codes(""), progress.shown(err) as told:
        planned = plan_command.run(places_of(data, state, public), asked, told)
    if json_file is not None:
        write_json(planned.account(), json_file)
    closing.say(planned.lines(), out)
    if exit_code and planned.changes:
        raise typer.Exit(CHANGES)


@app.command("explain")
def explain(
    key: o.Key, data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None, *,
    repair_on: o.RepairOn = None,
) -> None:  # fmt: skip
    """一条记录从哪里来，每条规则怎样判定，依据是什么，公示在哪里，或者怎样才会公示。"""
    asked, day = _asked(as_of, workers, scheduler), read_day(repair_on, "--repair-on") if repair_on else None
    with _exit_codes(""):
        with progress.shown(err) as told:
            found = explain_command.run(places_of(data, state, public), asked, key, day, told)
        _tell(found, explain_command.lines(found), json_file, "没有找到：采用的文件里没有这个文书号、代码或记录编号")


@app.command("green")
def green(
    code: o.Code, data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None,
) -> None:  # fmt: skip
    """审批部门查一个单位的现行失信信息、诚信典型和承诺，写明来源和限制。"""
    asked = _asked(as_of, workers, scheduler)
    with _exit_codes(""):
        with progress.shown(err) as told:
            found = green_command.run(places_of(data, state, public), asked, code, told)
        _tell(found, green_command.lines(found), json_file, "")


@app.command("history")
def history(
    key: o.Key, data: o.Data = o.DATA, state: o.State = o.STATE, public: o.Public = o.PUBLIC, as_of: o.AsOf = None,
    workers: o.Workers = None, scheduler: o.Scheduler = None, json_file: o.Json = None,
) -> None:  # fmt: skip
    """某条记录在哪些日子公开过，在哪几版里；--as-of 只看到那一天为止。"""
    asked, places = _asked(as_of, workers, scheduler), places_of(data, state, public)
    with _exit_codes(""):
        found = history_command.run(places.state, key, asked.key, asked.rough_day if as_of else None)
        _tell(found, (one.words() for one in found), json_file, "没有找到：从来没有公开过这条记录")


@app.command("init")
def init(target: o.Folder) -> None:
    """建一个新城市的文件夹，由经办人照说明填写。"""
    with _exit_codes(""):
        init_command.run(target, shipped("data"))
        out.print(f"新城市在 {target}，照 {target / 'README.md'} 填写", markup=False, soft_wrap=True)


@app.command("serve")
def serve(public: o.Public = o.PUBLIC, port: o.Port = 8000) -> None:
    """在本机预览已经制作好的网站。"""
    with _exit_codes(""):
        err.print(f"http://127.0.0.1:{port}/ （按 Ctrl-C 结束）")
        serve_command.run(public, port)


@app.command("verify")
def verify(site: o.Site_) -> None:
    """再查一遍制作好的网站：清单、校验值、出口检查的样式。"""
    with _exit_codes(""):
        if wrong := verify_command.run(site):
            raise GeneratorError("；".join(wrong))


@app.command("demo")
def demo(target: o.Folder, rows: o.Rows = None, seed: o.Seed = SEED, dataset: o.Dataset = None) -> None:
    """造一个虚构的城市，报送数据可大可小。"""
    with _exit_codes(""):
        demo_command.demo(target, shipped("data"), rows, seed, dataset)


@contextmanager
def _exit_codes(refused: str = "没有发布，公开的网站没有改动。") -> Iterator[None]:
    """Turn errors into words and exit codes; no traceback ever: it could show what a cell holds."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except BusyError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(BUSY) from None
    except (Exception, KeyboardInterrupt) as error:
        err.print("\n".join(filter(None, (refused, closing.failure(error)))), markup=False, soft_wrap=True)
        raise typer.Exit(REFUSED) from None


def _asked(as_of: str | None, workers: int | None, scheduler: str | None) -> Asked:
    asked = Asked(_now().date(), os.environ.get("GONGSHI_KEY"), as_of, workers, scheduler)
    _ = asked.rough_day  # misuse is told before any work
    return asked


def _nightly(run: build_command.Run, places: Places, asked: Asked, json_file: Path | None) -> Result:
    """Do what changes the site. However it ends there is an account, and a line in the audit log."""
    refuse_unwritable(json_file)
    with progress.shown(err) as told:
        night = build_command.Night(places, told, _now().isoformat(timespec="seconds"))
        try:
            city, result = run(night, asked)
        except BusyError:
            raise
        except Exception:
            if json_file is not None:
                write_json(account(night.counted_last, asked.rough_day), json_file)
            raise
    with closing.after_the_switch(err):
        _close(result, city, json_file)
    return result


def _close(result: Result, city: City, json_file: Path | None) -> None:
    if json_file is not None:
        write_json(account(result, result.as_of), json_file)
    closing.tell(result, city, out)


def _tell(content: object, lines: Iterable[str], json_file: Path | None, none: str) -> None:
    if json_file is not None:
        write_json(content, json_file)
    closing.say(list(lines) or [none], out)


def _exit_strictly(result: Result, *, strict: bool) -> None:
    if strict and closing.needs_attention(result):
        raise typer.Exit(NEEDS_ATTENTION)


def _now() -> datetime:
    return datetime.now(ZoneInfo("Asia/Shanghai"))


if __name__ == "__main__":
    main()
