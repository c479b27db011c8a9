"""Runs of loadgen that nobody looks at, and runs that are scraped and listened to."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .threads import ThreadTimes

SCRAPE_PERIOD_SECONDS = 1.0
# Straight to the loopback interface, whatever proxy the environment names.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class RunError(Exception):
    """A run did not come to a result."""


@dataclass
class Watched:
    """What came of a run: its throughput, how long each scrape took, and the part of its processor time that threads beside the workers had."""

    requests_per_second: float
    scrape_seconds: list[float] = field(default_factory=list)
    events: int = 0
    others_fraction: float | None = None


def run(program: Path, folder: Path, devices: int, seconds: float, *, watched: bool) -> Watched:
    """A run at a rate that no target keeps up with, so that it is saturated all the time."""
    result = folder / "result.json"
    result.unlink(missing_ok=True)
    command = [
        str(program), "run", "--profile", "constant", "--rate", "20000000", "--duration", str(seconds),
        "--devices", str(devices), "--quiet", "--json", str(result),
    ]  # fmt: skip
    if watched:
        command += ["--metrics-port", "0"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        times = ThreadTimes(process.pid, os.cpu_count() or 1)
        observed = _watch(process) if watched else Watched(0)
        process.stderr.read()
    # 4 is a run that is late, as this one is meant to be.
    if process.returncode not in (0, 4):
        raise RunError(f"loadgen ended with {process.returncode}")
    observed.others_fraction = times.others_fraction()
    observed.requests_per_second = json.loads(result.read_text())["throughput"]["requestsPerSecond"]
    return observed


def _watch(process: subprocess.Popen[bytes]) -> Watched:
    """Scrapes once a second, and listens to the events, until the run ends."""
    line = process.stderr.readline().decode()
    found = re.search(r"http://[0-9.]+:\d+/", line)
    if found is None:
        process.wait()
        raise RunError(f"loadgen says no port: {line}")
    observed = Watched(0)
    listener = threading.Thread(target=_listen, args=(found[0], observed), daemon=True)
    listener.start()
    while process.poll() is None:
        began = time.perf_counter()
        try:
            with OPENER.open(found[0] + "metrics", timeout=10) as answer:
                answer.read()
        except OSError:
            break
        observed.scrape_seconds.append(time.perf_counter() - began)
        time.sleep(SCRAPE_PERIOD_SECONDS)
    listener.join(timeout=10)
    return observed


def _listen(address: str, observed: Watched) -> None:
    try:
        with OPENER.open(address + "events", timeout=30) as events:
            for line in events:
                observed.events += line.startswith(b"data: ")
    except OSError:
        pass
