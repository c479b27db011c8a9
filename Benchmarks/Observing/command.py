"""The command `Benchmarks/observing`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from command_line import Parser, positive

from .watched import RunError, Watched, run

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Has loadgen saturate the controller's core in turn with and without anybody who looks: --metrics-port, a scrape a second and a live page's listener.
Prints the throughput of each run, the median of the ratios of neighbours with an interval that has it in 19 of 20 cases, the part of the
processor time that threads beside the workers had, which a busy machine moves less, and how long scrapes took.
"""
EPILOG = """\
examples:
  swift build -c release --product loadgen && Benchmarks/observing
  Benchmarks/observing --rounds 3 --seconds 1 --at-least 0.9 --scrape-at-most 0.2

exit codes: 0 done, 1 a run failed, 3 below --at-least or a scrape above --scrape-at-most, 64 usage, 130 interrupted
"""


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        prog="observing", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--devices", type=positive, default=1_000_000, metavar="N", help="devices (default: 1000000)")
    parser.add_argument("--rounds", type=positive, default=11, metavar="N", help="pairs of runs (default: 11)")
    parser.add_argument(
        "--seconds", type=float, default=2, metavar="S", help="seconds of the plan, which take twice as long (default: 2)"
    )
    parser.add_argument("--at-least", type=float, metavar="RATIO", help="exit 3 where the ratio is less")
    parser.add_argument(
        "--scrape-at-most", type=float, metavar="S", help="exit 3 where the median scrape takes longer"
    )
    parser.add_argument(
        "--loadgen", type=Path, default=ROOT / ".build" / "release" / "loadgen", metavar="PATH",
        help="the generator (default: the release build)",
    )  # fmt: skip
    return parser.parse_args(arguments)


def interval(ratios: Sequence[float], draws: int = 2_000) -> tuple[float, float]:
    """An interval for the median of `ratios` with a confidence of 95 %, by the bootstrap; the same for the same ratios."""
    random = Random(1)
    medians = sorted(statistics.median(random.choices(ratios, k=len(ratios))) for _ in range(draws))
    return medians[draws // 40], medians[draws - 1 - draws // 40]


def others(runs: Sequence[Watched]) -> str:
    """The median part that threads beside the workers had, in words."""
    fractions = [run.others_fraction for run in runs if run.others_fraction is not None]
    return f"{statistics.median(fractions) * 100:.2f} %" if fractions else "unknown"


def summary(pairs: Sequence[tuple[Watched, Watched]]) -> tuple[list[float], list[float]]:
    """The ratios of throughput, looked at over not, and all scrapes, both in order of size."""
    ratios = sorted(watched.requests_per_second / alone.requests_per_second for alone, watched in pairs)
    scrapes = sorted(seconds for _, watched in pairs for seconds in watched.scrape_seconds)
    return ratios, scrapes


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    pairs: list[tuple[Watched, Watched]] = []
    try:
        with tempfile.TemporaryDirectory(prefix="observing-") as name:
            for number in range(options.rounds):
                # The one that goes first is another each time.
                order = (False, True) if number % 2 == 0 else (True, False)
                made = {
                    watched: run(options.loadgen, Path(name), options.devices, options.seconds, watched=watched)
                    for watched in order
                }
                pairs.append((made[False], made[True]))
                alone, watched = pairs[-1]
                print(
                    f"round {number + 1}: {alone.requests_per_second:,.0f} requests/s alone, "
                    f"{watched.requests_per_second:,.0f} looked at, {watched.events} events, "
                    f"{len(watched.scrape_seconds)} scrapes"
                )
    except (RunError, OSError) as error:
        print(f"observing: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("observing: interrupted", file=sys.stderr)
        return 130
    ratios, scrapes = summary(pairs)
    if not scrapes or any(watched.events == 0 for _, watched in pairs):
        print("observing: runs that ended before anybody looked; take more --seconds", file=sys.stderr)
        return 1
    ratio, (low, high) = statistics.median(ratios), interval(ratios)
    middle = statistics.median(scrapes)
    prompt = sum(seconds < 0.02 for seconds in scrapes)
    print(
        f"threads beside the workers: {others([pair[1] for pair in pairs])} of the processor time looked at, "
        f"{others([pair[0] for pair in pairs])} alone"
    )
    print(
        f"ratio {ratio:.4f} [{low:.4f}, {high:.4f}], scrapes: median {middle * 1e3:.1f} ms, longest {scrapes[-1] * 1e3:.1f} ms, "
        f"{prompt} of {len(scrapes)} in less than 20 ms"
    )
    is_dear = options.at_least is not None and ratio < options.at_least
    is_slow = options.scrape_at_most is not None and middle > options.scrape_at_most
    return 3 if is_dear or is_slow else 0
