"""The options of the command line, with the words of their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = """把各部门报送的公共信用信息，依法变成公开的网站和开放数据。

退出码：0 完成；1 没有采用，公开的网站没有改动；2 命令写错了；3 完成，但有事项要人处理（--strict）；
10 plan --exit-code 发现变化；75 另一次发布正在进行。
"""
LOOK_SECONDS = 1.0
"""How long `check --watch` waits between two looks."""

DATA, STATE, PUBLIC = Path("data"), Path("state"), Path("public")

Data = Annotated[Path, typer.Option(metavar="DIR", help="城市的输入文件夹")]
State = Annotated[Path, typer.Option(metavar="DIR", help="私有状态文件夹")]
Public = Annotated[Path, typer.Option(metavar="PATH", help="公开网站（符号链接）的位置")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="按哪一天办理，例如 2026-11-24；不写就是今天")]
Workers = Annotated[int | None, typer.Option(metavar="N", min=1, help="工作进程数；不写就由程序决定")]
Scheduler = Annotated[str | None, typer.Option(metavar="URL", help="已有的 Dask 调度器，例如 tcp://10.0.0.1:8786")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="把结果写成 JSON")]
Strict = Annotated[bool, typer.Option("--strict", help="有需要人处理的事项时，退出码为 3")]
FirstRun = Annotated[bool, typer.Option("--first-run", help="新城市第一次发布")]
Preview = Annotated[bool, typer.Option("--preview", help="预演：可以是今天以后的日期，不碰正式的 state 和 public")]
Watch = Annotated[bool, typer.Option("--watch", help="文件一有变化就再检查一次，按 Ctrl-C 结束")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="有变化时退出码为 10")]
RepairOn = Annotated[str | None, typer.Option(metavar="DATE", help="假定这一天决定修复，从哪一天起不再公示")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="文书号、统一社会信用代码或记录编号")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="单位的统一社会信用代码")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="新城市的文件夹")]
Site_ = Annotated[Path, typer.Argument(metavar="DIR", help="制作好的网站")]
Rows = Annotated[int | None, typer.Option(metavar="N", help="总行数；不写则与示例城市相同")]
Seed = Annotated[int, typer.Option(metavar="S", help="同一个种子得到同样的文件")]
Dataset = Annotated[str | None, typer.Option(metavar="NAME", help="只要这一个数据集")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="端口")]
