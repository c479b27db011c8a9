"""The command line of `Benchmarks/registrars`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from command_line import Parser, positive

from . import registrars, sipp
from .processes import Registrar, RegistrarError

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Has SIPp register the same devices with Kamailio and with our controller, round by round in turn on this machine, and prints how
much processor time (user and system, all processes of a registrar) a REGISTER took, and the ratio of the two.
"""

EPILOG = """\
examples:
  swift build -c release --product controller
  Benchmarks/registrars                                      60,000 devices at 5,000 a second, three rounds
  Benchmarks/registrars --devices 6000 --rate 2000 --rounds 1
  Benchmarks/registrars --at-most 0.25                       and fail where ours takes more than a quarter

needs, on Debian as root: apt-get install -y kamailio sip-tester

exit codes: 0 done, 1 a registration failed or a tool is missing, 3 ours takes more than --at-most, 64 usage, 130 interrupted
"""


@dataclass(frozen=True)
class Figure:
    """A round of one registrar."""

    name: str
    cpu_microseconds: float
    load: sipp.Load


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        prog="registrars", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--devices", type=positive, default=60_000, metavar="N", help="devices of a round (default: 60000)"
    )
    parser.add_argument(
        "--rate", type=positive, default=5_000, metavar="N", help="registrations a second (default: 5000)"
    )
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="rounds of each (default: 3)")
    parser.add_argument("--at-most", type=float, metavar="RATIO", help="exit 3 where ours / Kamailio's is more")
    parser.add_argument(
        "--controller", type=Path, default=ROOT / ".build" / "release" / "controller", metavar="PATH",
        help="our controller (default: the release build)",
    )  # fmt: skip
    return parser.parse_args(arguments)


def measure(start: Callable[[Path], Registrar], folder: Path, devices: int, rate: int) -> Figure:
    """A round: a fresh registrar, all devices, and the time that it took for them."""
    with start(folder) as registrar:
        before = registrar.cpu_seconds()
        load = sipp.register(registrar, folder, devices, rate)
        spent = registrar.cpu_seconds() - before
        if load.failed or load.successful != devices:
            raise RegistrarError(
                f"{registrar.name}: {load.successful} of {devices} devices registered, {load.failed} failed"
            )
        return Figure(registrar.name, spent / devices * 1e6, load)


def table(figures: Sequence[Figure]) -> str:
    """A line for each round, and the medians."""
    lines = [f"{'registrar':<12}{'CPU us / REGISTER':>18}{'retransmissions':>17}{'seconds':>9}"]
    for figure in figures:
        lines.append(
            f"{figure.name:<12}{figure.cpu_microseconds:>18.1f}{figure.load.retransmissions:>17}"
            f"{figure.load.seconds:>9.1f}"
        )
    lines.append(f"{'median':<12}{median(figures, 'kamailio'):>18.1f}  kamailio")
    lines.append(f"{'':<12}{median(figures, 'controller'):>18.1f}  controller")
    lines.append(f"{'ratio':<12}{ratio(figures):>18.3f}  controller / kamailio")
    return "\n".join(lines)


def median(figures: Sequence[Figure], name: str) -> float:
    """The median of a registrar's rounds, in microseconds."""
    return statistics.median(figure.cpu_microseconds for figure in figures if figure.name == name)


def ratio(figures: Sequence[Figure]) -> float:
    """Ours over Kamailio's."""
    return median(figures, "controller") / median(figures, "kamailio")


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    figures: list[Figure] = []
    try:
        with tempfile.TemporaryDirectory(prefix="registrars-") as name:
            folder = Path(name)
            sipp.write_inputs(folder, options.devices)
            starts: list[Callable[[Path], Registrar]] = [
                registrars.start_kamailio,
                lambda folder: registrars.start_controller(options.controller, folder),
            ]
            for number in range(options.rounds):
                # The one that goes first is another each time.
                for start in starts if number % 2 == 0 else reversed(starts):
                    print(f"round {number + 1} of {options.rounds} ...", file=sys.stderr)
                    figures.append(measure(start, folder, options.devices, options.rate))
    except RegistrarError as error:
        print(f"registrars: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("registrars: interrupted", file=sys.stderr)
        return 130
    print(table(figures))
    return 3 if options.at_most is not None and ratio(figures) > options.at_most else 0
