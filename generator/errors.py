"""The few errors that stop a build; each says who must act. A bad row is never one of them: it is a verdict."""

import errno

PLAIN_WORDS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许",
    errno.EEXIST: "已经有同名的文件",
    errno.EISDIR: "是一个文件夹",
    errno.ENOTDIR: "不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EROFS: "磁盘是只读的",
}
"""What the machine refused, as an operator would say it."""


class GeneratorError(Exception):
    """Anything that stops a build before it changes what is public. The text says what, where and what to do."""


class CatalogueError(GeneratorError):
    """A configured input (目录, 部门, 依据, 期限, 裁定) is wrong: the office that keeps data/ must mend it."""


class StateError(GeneratorError):
    """Key, ledger or tombstones are missing, changed or shrunk: the operator must restore them."""


class GateError(GeneratorError):
    """The finished site did not pass the gate: nothing was published, and the operator must look."""


class PublishError(GeneratorError):
    """The switch could not be made: the operator must look at the folder."""


class BusyError(GeneratorError):
    """Another build is running on the same state."""


class EngineError(GeneratorError):
    """A worker failed. Carries the stage and the part, never what the part holds."""
