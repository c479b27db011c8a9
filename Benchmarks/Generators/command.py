"""The command line of `Benchmarks/generators`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from command_line import Parser, positive
from Registrars import registrars
from Registrars.processes import RegistrarError

from .loads import Generator, Work, cpu_seconds_of, our_generator, sipp_generator

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Has SIPp and loadgen register the same devices with Kamailio over UDP, round by round in turn on this machine, and prints how much
processor time (user and system) each generator took for a REGISTER, and the ratio of the two.

A round of a generator is two runs that know the same devices, one of which registers a quarter of them: what the longer one took
more, over the devices that it registered more, is the time of a REGISTER, without what a generator does once (start, and the
measurement of its own ceiling that loadgen makes before each run). The whole longer run, all of that included, is shown beside it.

SIPp looks at its clock every millisecond. loadgen is measured with each resolution that is named: what it is woken for once it sends with
one system call. With the last of them it is measured once more with segmentation offload: the kernel is given requests of equal length as one.
"""

EPILOG = """\
examples:
  swift build -c release --product loadgen
  Benchmarks/generators                                      60,000 devices at 5,000 a second, three rounds
  Benchmarks/generators --devices 6000 --rate 2000 --rounds 1
  Benchmarks/generators --at-most 0.34                       and fail where loadgen, with offload, takes more

needs, on Debian as root: apt-get install -y kamailio sip-tester

exit codes: 0 done, 1 a registration failed or a tool is missing, 3 loadgen takes more than --at-most, 64 usage, 130 interrupted
"""


@dataclass(frozen=True)
class Figure:
    """A round of one generator, in microseconds a REGISTER: in the long run beyond the short one, and in all of the long run."""

    name: str
    each: float
    whole: float


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        prog="generators", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--devices", type=positive, default=60_000, metavar="N", help="devices of the longer run, 4 or more (default: 60000)"
    )
    parser.add_argument(
        "--rate", type=positive, default=5_000, metavar="N", help="registrations a second (default: 5000)"
    )
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="rounds of each (default: 3)")
    parser.add_argument(
        "--timer-resolution", type=positive, nargs="+", default=[1_000, 10_000], metavar="US",
        help="what loadgen rounds planned times up to (default: 1000 10000)",
    )  # fmt: skip
    parser.add_argument(
        "--at-most", type=float, metavar="RATIO", help="exit 3 where loadgen, with offload, takes more of SIPp's time"
    )
    parser.add_argument(
        "--loadgen", type=Path, default=ROOT / ".build" / "release" / "loadgen", metavar="PATH",
        help="our generator (default: the release build)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    if options.devices < 4:
        parser.error("--devices: 4 or more")
    return options


def _spent(generator: Generator, folder: Path, work: Work) -> float:
    """The processor seconds of a run against a fresh Kamailio, in which all devices that are asked for are registered."""
    with registrars.start_kamailio(folder) as kamailio:
        count, seconds = cpu_seconds_of(lambda: generator.load(kamailio, folder, work))
    if count != work.registrations:
        raise RegistrarError(f"{generator.name}: {count} of {work.registrations} devices registered")
    return seconds


def measure(generator: Generator, folder: Path, devices: int, rate: int) -> Figure:
    """A round: a short and a long run."""
    few = devices // 4
    short = _spent(generator, folder, Work(devices, few, rate))
    long = _spent(generator, folder, Work(devices, devices, rate))
    return Figure(generator.name, (long - short) / (devices - few) * 1e6, long / devices * 1e6)


def table(figures: Sequence[Figure]) -> str:
    """A line for each round, and the medians."""
    lines = [f"{'generator':<26}{'CPU us / REGISTER':>18}{'whole run':>12}{'of sipp':>10}"]
    lines += [f"{figure.name:<26}{figure.each:>18.1f}{figure.whole:>12.1f}" for figure in figures]
    lines.append("median")
    lines += [
        f"{name:<26}{median(figures, name):>18.1f}{'':>12}{ratio(figures, name):>10.3f}"
        for name in dict.fromkeys(figure.name for figure in figures)
    ]
    return "\n".join(lines)


def median(figures: Sequence[Figure], name: str) -> float:
    """The median of a generator's rounds, in microseconds a REGISTER."""
    return statistics.median(figure.each for figure in figures if figure.name == name)


def ratio(figures: Sequence[Figure], name: str) -> float:
    """A generator's time over SIPp's."""
    return median(figures, name) / median(figures, "sipp")


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    ours = [our_generator(options.loadgen, resolution) for resolution in options.timer_resolution]
    ours.append(our_generator(options.loadgen, options.timer_resolution[-1], offloads=True))
    generators = [sipp_generator(), *ours]
    figures: list[Figure] = []
    try:
        with tempfile.TemporaryDirectory(prefix="generators-") as name:
            for number in range(options.rounds):
                # The one that goes first is another each time.
                for generator in generators if number % 2 == 0 else reversed(generators):
                    print(f"round {number + 1} of {options.rounds}: {generator.name} ...", file=sys.stderr)
                    figures.append(measure(generator, Path(name), options.devices, options.rate))
    except RegistrarError as error:
        print(f"generators: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("generators: interrupted", file=sys.stderr)
        return 130
    print(table(figures))
    return 3 if options.at_most is not None and ratio(figures, ours[-1].name) > options.at_most else 0
