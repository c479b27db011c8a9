"""Readable names for the symbols of a recording."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable

from .stacks import UNKNOWN, Frame

# What the optimiser did to a function says nothing of what the function is for.
_NOISE = re.compile(r"^(?:(?:merged|specialized|outlined|generic specialization|partial apply for) )+")


class SymbolNames:
    """Names as people write them, for the symbols of some frames; asks `swift demangle` once for all of them."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        symbols = sorted({frame.symbol for frame in frames})
        self._short = dict(zip(symbols, _demangled(symbols, "--simplified"), strict=True))
        self._full = dict(zip(symbols, _demangled(symbols), strict=True))

    def readable(self, frame: Frame) -> str:
        """The name for people: without modules and what the optimiser did; the library, where there is no name."""
        if frame.symbol == UNKNOWN:
            return f"[{frame.module.strip('[]')}]"
        return plain(self._short.get(frame.symbol, frame.symbol))

    def full(self, frame: Frame) -> str:
        """The name with modules and generic arguments, for telling specialisations apart."""
        return self._full.get(frame.symbol, frame.symbol)


def plain(name: str) -> str:
    """`name` without the optimiser's prefixes."""
    # "outlined consume of X" keeps its first word: there is no function X.
    if name.startswith("outlined "):
        return name
    return _NOISE.sub("", name)


def _demangled(symbols: list[str], *options: str) -> list[str]:
    """The demangled `symbols`, in order; as they are where there is no toolchain, which a recording may outlive."""
    swift = shutil.which("swift")
    if swift is None or not symbols:
        return symbols
    result = subprocess.run(
        [swift, "demangle", "--compact", *options],
        input="\n".join(symbols) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    names = result.stdout.splitlines()
    return names if result.returncode == 0 and len(names) == len(symbols) else symbols
