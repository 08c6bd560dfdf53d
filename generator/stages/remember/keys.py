"""The key of record ids: from the environment, from state/key, or made by a first run (design §8)."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from generator.errors import StateError
from generator.model.city import Site
from generator.policy.identity import key_fingerprint
from generator.stages.remember.whole import write_whole


def find_key(folder: Path, site: Site, given: str | None, *, may_begin: bool, first_run: bool) -> bytes:
    """Find or make the key; raises StateError where it is missing or not the one that site.yaml names."""
    path = folder / "key"
    if given:
        key = given.encode()
    elif path.exists():
        key = path.read_bytes().strip()
    elif may_begin:
        key = secrets.token_hex(32).encode() if not site.fictional else _fictional_key(site)
        write_whole(path, key.decode())
        path.chmod(0o600)
    else:
        message = "找不到密钥：设置环境变量 GONGSHI_KEY，或从备份恢复 state/key"
        raise StateError(message)
    if site.key_fingerprint is None and not (site.fictional or first_run):
        message = f'site.yaml 里缺少 key_fingerprint，请加上：key_fingerprint: "{key_fingerprint(key)}"'
        raise StateError(message)
    if site.key_fingerprint not in (None, key_fingerprint(key)):
        message = "密钥与 site.yaml 的 key_fingerprint 不符：请恢复原来的密钥，换密钥会让所有记录换编号"
        raise StateError(message)
    return key


def _fictional_key(site: Site) -> bytes:
    """A city that exists nowhere has nothing to hide; a fixed key makes its example site the same for everyone."""
    return hashlib.sha256(f"fictional|{site.name}".encode()).hexdigest().encode()
