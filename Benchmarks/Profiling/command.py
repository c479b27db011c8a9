"""The command line of `Benchmarks/profile`."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from command_line import Parser, positive

from . import flamegraph, instructions, recording
from .names import SymbolNames
from .recording import USAGE, ProfileError
from .stacks import Sample, folded, is_worker, self_counts

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build" / "profile"
LOADGEN = ROOT / ".build" / "release" / "loadgen"

DEFAULT_RUN = ["run", "--profile", "saturate", "--devices", "4000000", "--workers", "1", "--quiet"]

DESCRIPTION = """\
Records a run of loadgen with perf, prints the functions that take the most time, and draws a flame graph.

A sampling clock looks at every running thread some thousand times a second and notes the stack. "self" is the share of
looks that found a function itself at work, callees not counted. Only worker threads that play devices against the
controller count, unless --all-threads says otherwise: not the set-up, not the short look at the generator's ceiling
with the null target, not the checks at the end, which together take longer than the run.
"""

EPILOG = """\
examples:
  Benchmarks/profile                                   the full cycle: 4,000,000 devices, one worker
  Benchmarks/profile --instructions 12                 and the instructions that time is lost behind
  Benchmarks/profile -- run --profile constant --rate 500000 --duration 5 --workers 2 --quiet
  Benchmarks/profile --all-threads --output all.svg    everything, set-up and checks included
  Benchmarks/profile --keep && perf report --no-children -i .build/profile/perf.data | swift demangle --simplified

how to read the flame graph: open it in a browser. A box is a function, on top of its caller; its width is the share of
time in which it was on the stack. A wide box with nothing above it is where time goes. Tooltips tell the figures.

needs perf (on Debian, as root: apt-get install -y linux-perf), and the right to use it: root, or
sysctl kernel.perf_event_paranoid=2. No hardware counters are needed.

exit codes: 0 done, 1 unexpected failure, 64 usage, 130 interrupted
"""


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options, and what loadgen is to be run with: all that stands behind `--`."""
    own, run = list(arguments), list(DEFAULT_RUN)
    if "--" in own:
        border = own.index("--")
        own, run = own[:border], own[border + 1 :]
    parser = Parser(
        prog="profile",
        usage="Benchmarks/profile [options] [-- LOADGEN-ARGUMENTS]",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--top", type=positive, default=15, metavar="N", help="functions to print (default: 15)")
    parser.add_argument(
        "--output", type=Path, metavar="PATH", help="where the SVG goes (default: .build/profile/flame.svg)"
    )
    # Not a round number: a clock in step with the kernel's own ticks would see the same moments again and again.
    parser.add_argument(
        "--frequency", type=positive, default=4999, metavar="HZ", help="looks a second (default: 4999)"
    )
    parser.add_argument("--all-threads", action="store_true", help="count set-up, null target and checks as well")
    parser.add_argument(
        "--instructions", type=positive, default=0, metavar="N", help="print the N hottest instructions as well"
    )
    parser.add_argument("--keep", action="store_true", help="keep the recording as .build/profile/perf.data")
    parser.add_argument("--no-build", action="store_true", help="profile the release build as it is")
    return parser.parse_args(own), run


def build() -> None:
    """Brings the release build of loadgen up to date; what the compiler says goes to standard error."""
    command = ["swift", "build", "-c", "release", "--product", "loadgen"]
    try:
        code = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode
    except FileNotFoundError:
        raise ProfileError("swift is not on the PATH; the README says what this package needs") from None
    if code != 0:
        raise ProfileError(f"{shlex.join(command)} failed with {code}")


def chosen(samples: Sequence[Sample], names: SymbolNames, all_threads: bool) -> list[Sample]:
    """The samples to count. A run that only has the null target is taken for what was asked for."""
    if all_threads:
        return list(samples)
    workers = [sample for sample in samples if is_worker(sample)]
    return [sample for sample in workers if not _plays_null_target(sample, names)] or workers


def _plays_null_target(sample: Sample, names: SymbolNames) -> bool:
    """Whether a worker was measuring the generator alone: only specialisations for the null target are on its stack."""
    return any("NullTarget" in name or "NullSession" in name for name in map(names.full, sample.frames))


def top_table(counts: Counter[str], total: int, count_max: int) -> str:
    """The functions with the most samples, one a line."""
    rows = [f"{'self':>7}  {'samples':>9}  function"]
    rows += [f"{count / total:7.1%}  {count:>9,}  {name}" for name, count in counts.most_common(count_max)]
    return "\n".join(rows)


def instruction_table(samples: Sequence[Sample], names: SymbolNames, count_max: int) -> str:
    """The hottest instructions: share, what was waited for, where."""
    frames = {sample.leaf.symbol: sample.leaf for sample in samples}
    rows = [f"{'self':>7}  {'waited for':<44}  {'landed on':<44}  function"]
    for hot in instructions.hottest(samples, LOADGEN, count_max):
        name = f"{names.readable(frames[hot.symbol])}+{hot.offset:#x}"
        rows.append(f"{hot.count / len(samples):7.1%}  {hot.before:<44}  {hot.text:<44}  {name}")
    return "\n".join(rows)


def write_whole(path: Path, text: str) -> None:
    """Writes a file in one step: whoever looks finds the old text or the new, and an interrupt leaves no half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def profile(options: argparse.Namespace, run: list[str]) -> None:
    """Records, prints and draws."""
    recording.perf_path()  # before a build that takes minutes
    if not options.no_build:
        build()
    if not LOADGEN.exists():
        raise ProfileError("there is no release build of loadgen; leave --no-build out")
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SCRATCH, prefix="recording.") as folder:
        data = Path(folder) / "perf.data"
        # In the caller's folder, where the paths among the arguments point.
        code = recording.record([str(LOADGEN), *run], options.frequency, data, Path.cwd())
        everything = list(recording.samples(data))
        if options.keep:
            os.replace(data, SCRATCH / "perf.data")
    if code != 0:
        print(f"profile: loadgen ended with {code}: its figures may not count, its profile does", file=sys.stderr)
    report(everything, options, run)


def report(everything: list[Sample], options: argparse.Namespace, run: list[str]) -> None:
    """Prints the tables and writes the flame graph."""
    names = SymbolNames(frame for sample in everything for frame in sample.frames)
    samples = chosen(everything, names, options.all_threads)
    if not samples:
        raise ProfileError(
            f"no worker thread was seen at work ({len(everything):,} samples in all): let the run take longer "
            "(--devices, --duration), look more often (--frequency), or count --all-threads"
        )
    whose = "all threads" if options.all_threads else "worker threads"
    subtitle = f"{whose}: {len(samples):,} of {len(everything):,} samples, {options.frequency:,} a second"
    print(f"loadgen {shlex.join(run)}\n{subtitle}\n")
    print(top_table(self_counts(samples, names.readable), len(samples), options.top))
    if options.instructions:
        print(f"\n{instruction_table(samples, names, options.instructions)}")
    output = options.output or SCRATCH / "flame.svg"
    write_whole(output, flamegraph.render(folded(samples, names.readable), f"loadgen {shlex.join(run)}", subtitle))
    print(f"\nflame graph: {os.path.relpath(output)}")


def main(arguments: Sequence[str]) -> int:
    """Runs the tool; returns its exit code."""
    # Told to end, it cleans up as it does on Ctrl-C.
    # Both by name: a shell that starts a job in the background has it ignore SIGINT, and then nothing would end it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options, run = parse(arguments)
    try:
        profile(options, run)
    except ProfileError as error:
        print(f"profile: {error}", file=sys.stderr)
        return error.code
    except OSError as error:
        print(f"profile: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
