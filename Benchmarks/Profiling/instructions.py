"""The hottest instructions, each behind the one that the processor was waiting for.

A tick of the clock lands on the first instruction after those that have retired. The time of a load that misses the
caches, of a locked instruction or of a prefetch that finds no free buffer therefore shows at the instruction behind it:
that is why the one before is printed as well.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .stacks import Sample

_LABEL = re.compile(r"(?P<address>[0-9a-f]+) <(?P<symbol>.*)>:$")
_INSTRUCTION = re.compile(r"\s*(?P<address>[0-9a-f]+):\s+(?P<text>\S.*)$")


@dataclass(frozen=True, slots=True)
class HotInstruction:
    """An instruction, how many samples landed on it, and the one before it."""

    symbol: str
    offset: int
    count: int
    before: str
    text: str


def hottest(samples: Iterable[Sample], binary: Path, count_max: int) -> list[HotInstruction]:
    """The `count_max` hottest instructions of `binary`."""
    counts = Counter(
        (sample.leaf.symbol, sample.leaf.offset)
        for sample in samples
        if sample.leaf.module == binary.name and sample.leaf.offset is not None
    )
    places = counts.most_common(count_max)
    listing = _disassembled({symbol for (symbol, _), _ in places}, binary)
    hot: list[HotInstruction] = []
    for (symbol, offset), count in places:
        lines = listing.get(symbol, [])
        at = next((index for index, (place, _) in enumerate(lines) if place == offset), None)
        if at is None or offset is None:
            continue
        before = lines[at - 1][1] if at > 0 else "(entry)"
        hot.append(HotInstruction(symbol, offset, count, before, lines[at][1]))
    return hot


def _disassembled(symbols: set[str], binary: Path) -> dict[str, list[tuple[int, str]]]:
    """The instructions of each symbol, with their offsets from its start."""
    if not symbols:
        return {}
    command = ["llvm-objdump", "--no-show-raw-insn", f"--disassemble-symbols={','.join(sorted(symbols))}", str(binary)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return read_listing(result.stdout.splitlines())


def read_listing(lines: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """The instructions in a listing of `llvm-objdump`, by symbol, with their offsets from its start."""
    listing: dict[str, list[tuple[int, str]]] = {}
    symbol, start = "", 0
    for line in lines:
        if label := _LABEL.match(line):
            symbol, start = label["symbol"], int(label["address"], 16)
            listing[symbol] = []
        elif symbol and (found := _INSTRUCTION.match(line)):
            text = re.sub(r"\s+", " ", found["text"].split("#")[0].split("<")[0]).strip()
            listing[symbol].append((int(found["address"], 16) - start, text))
    return listing
