"""The generators that are compared: each registers so many of its devices, at such a rate, and says how many it did."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from Registrars import sipp
from Registrars.processes import Registrar, RegistrarError



@dataclass(frozen=True)
class Work:
    """What a generator is asked for."""

    # Devices that it knows.
    devices: int
    # How many of them it registers.
    registrations: int
    # Registrations a second.
    rate: int


# A generator at work: a registrar, a folder for its files, what to do; how many devices were registered.
Load = Callable[[Registrar, Path, Work], int]


@dataclass(frozen=True)
class Generator:
    """A generator, by its name."""

    name: str
    load: Load


def sipp_generator() -> Generator:
    """SIPp as Debian installs it, with a scenario of one REGISTER and its answer."""

    def load(registrar: Registrar, folder: Path, work: Work) -> int:
        sipp.write_inputs(folder, work.devices)
        return sipp.register(registrar, folder, work.registrations, work.rate).successful

    return Generator("sipp", load)


def our_generator(program: Path, resolution: int, *, offloads: bool = False) -> Generator:
    """Ours, as `loadgen run` with target, devices and rate, sending every `resolution` microseconds what is due.

    With `offloads`, the kernel is given requests of equal length as one.
    """

    def load(registrar: Registrar, folder: Path, work: Work) -> int:
        if not program.exists():
            raise RegistrarError(f"{program} is not there: swift build -c release --product loadgen")
        result = folder / "result.json"
        result.unlink(missing_ok=True)
        command = [
            str(program), "run", "--target", f"sip://127.0.0.1:{registrar.port}", "--devices", str(work.devices),
            "--rate", str(work.rate), "--duration", str(work.registrations / work.rate), "--timer-resolution", str(resolution), "--quiet", "--json", str(result),
        ]  # fmt: skip
        if offloads:
            command.append("--segmentation-offload")
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        # 4 is a run that says nothing of the registrar, as on a machine that was too busy; what it cost counts all the same.
        if done.returncode not in (0, 4):
            said = done.stderr.decode(errors="replace")[-1000:]
            raise RegistrarError(f"loadgen ended with {done.returncode}: {said}")
        return registered(json.loads(result.read_text()))

    return Generator(f"loadgen {resolution} us{' offload' if offloads else ''}", load)


def registered(result: dict) -> int:
    """How many registrations a result of loadgen has."""
    return int(result["counters"]["generator.acknowledged"])


def cpu_seconds_of(work: Callable[[], int]) -> tuple[int, float]:
    """What `work` returns, and the user and system time of the processes that it started and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    count = work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return count, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
