"""The command `Benchmarks/observing`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from command_line import Parser, positive

from .watched import RunError, Watched, run

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Has loadgen saturate the controller's core in turn with and without anybody who looks: --metrics-port, a scrape a second and a live page's listener.
Prints the throughput of each run, the median of the ratios of neighbours, and how long scrapes took.
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


def summary(pairs: Sequence[tuple[Watched, Watched]]) -> tuple[float, list[float]]:
    """The median ratio of throughput, looked at over not, and all scrapes in order of length."""
    ratios = [watched.requests_per_second / alone.requests_per_second for alone, watched in pairs]
    scrapes = sorted(seconds for _, watched in pairs for seconds in watched.scrape_seconds)
    return statistics.median(ratios), scrapes


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
    ratio, scrapes = summary(pairs)
    if not scrapes or any(watched.events == 0 for _, watched in pairs):
        print("observing: runs that ended before anybody looked; take more --seconds", file=sys.stderr)
        return 1
    middle = statistics.median(scrapes)
    prompt = sum(seconds < 0.02 for seconds in scrapes)
    print(
        f"ratio {ratio:.4f}, scrapes: median {middle * 1e3:.1f} ms, longest {scrapes[-1] * 1e3:.1f} ms, "
        f"{prompt} of {len(scrapes)} in less than 20 ms"
    )
    is_dear = options.at_least is not None and ratio < options.at_least
    is_slow = options.scrape_at_most is not None and middle > options.scrape_at_most
    return 3 if is_dear or is_slow else 0
