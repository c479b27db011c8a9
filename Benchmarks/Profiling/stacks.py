"""Samples of a recording: reading what `perf script` prints, choosing some, and adding them up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# The fields of `perf script` that `read_samples` understands.
SCRIPT_FIELDS = "comm,tid,ip,sym,symoff,dso"

UNKNOWN = "[unknown]"

# A frame: address, symbol (C++ names hold spaces and brackets), module in the last brackets.
_FRAME = re.compile(r"\s+(?P<address>[0-9a-f]+) (?P<symbol>.*) \((?P<module>[^()]*)\)$")
# "worker thread 4711": the name may hold spaces, the number may not.
_HEADER = re.compile(r"(?P<thread>\S.*?)\s+\d+\s*:?\s*$")


@dataclass(frozen=True, slots=True)
class Frame:
    """One function on a stack, under the name that the binary has for it."""

    symbol: str
    module: str
    # Bytes from the symbol's start to the instruction; None where perf knows no symbol.
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One tick of the sampling clock: what a thread was doing, outermost call first."""

    thread: str
    frames: tuple[Frame, ...]

    @property
    def leaf(self) -> Frame:
        """The function that was running."""
        return self.frames[-1] if self.frames else Frame(UNKNOWN, UNKNOWN)


def read_samples(lines: Iterable[str]) -> Iterator[Sample]:
    """The samples in the output of `perf script -F` with `SCRIPT_FIELDS`; lines that are neither are passed over."""
    thread: str | None = None
    frames: list[Frame] = []
    for line in lines:
        if not line.strip():
            if thread is not None:
                yield Sample(thread, tuple(reversed(frames)))
            thread, frames = None, []
        elif line[0].isspace() and thread is not None:
            if frame := _read_frame(line):
                frames.append(frame)
        elif header := _HEADER.match(line.strip()):
            thread = header["thread"]
    if thread is not None:
        yield Sample(thread, tuple(reversed(frames)))


def _read_frame(line: str) -> Frame | None:
    found = _FRAME.match(line.rstrip())
    if found is None:
        return None
    module = found["module"].rsplit("/", 1)[-1] or UNKNOWN
    symbol, plus, offset = found["symbol"].rpartition("+0x")
    if not plus:
        return Frame(found["symbol"], module)
    return Frame(symbol, module, int(offset, 16))


def is_worker(sample: Sample) -> bool:
    """Whether a thread that plays devices was sampled.

    Workers run on Dispatch queues of the class "user-initiated", and Dispatch names its threads after the class. Linux
    keeps fifteen characters of a name.
    """
    return sample.thread.endswith("initiated-qos")


def folded(samples: Iterable[Sample], name: Callable[[Frame], str]) -> Counter[tuple[str, ...]]:
    """How often each stack of readable names was seen, outermost call first."""
    return Counter(tuple(name(frame) for frame in sample.frames) for sample in samples if sample.frames)


def self_counts(samples: Iterable[Sample], name: Callable[[Frame], str]) -> Counter[str]:
    """How often each function was running itself, by readable name."""
    return Counter(name(sample.leaf) for sample in samples)
