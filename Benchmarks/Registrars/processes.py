"""Processes that a comparison starts, watches and ends by their ids."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

OPTIONS = (
    "OPTIONS sip:{host}:{port} SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {host}:{own};branch=z9hG4bKready{attempt};rport\r\n"
    "Max-Forwards: 70\r\n"
    "From: <sip:ready@{host}>;tag=1\r\n"
    "To: <sip:ready@{host}>\r\n"
    "Call-ID: ready{attempt}@{host}\r\n"
    "CSeq: 1 OPTIONS\r\n"
    "Content-Length: 0\r\n\r\n"
)


class RegistrarError(Exception):
    """Something that whoever runs the comparison can do something about."""


def free_port() -> int:
    """A port of the loopback interface that neither TCP nor UDP uses at the moment."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
            stream.bind(("127.0.0.1", 0))
            port = stream.getsockname()[1]
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
                try:
                    datagrams.bind(("127.0.0.1", port))
                except OSError:
                    continue
                return port


def stat_fields(text: str) -> list[str]:
    """The fields of a line of /proc/PID/stat from the third on; the second, a name in parentheses, may hold anything."""
    return text[text.rindex(")") + 2 :].split()


def cpu_seconds_of(text: str) -> float:
    """User and system time in a line of /proc/PID/stat, of the process and of its children that have ended."""
    fields = stat_fields(text)
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / TICKS_PER_SECOND


def family(root: int) -> list[int]:
    """A process and all that came of it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(stat_fields((entry / "stat").read_text())[1])
            except (OSError, ValueError):
                continue  # it has just ended
    members = [root]
    for member in members:
        members.extend(child for child, parent in parents.items() if parent == member)
    return members


class Registrar:
    """A registrar that runs: a process, or several that came of one."""

    def __init__(self, name: str, command: Sequence[str], port: int, log: Path) -> None:
        """Starts it and waits until it answers; `log` takes what it says."""
        self.name = name
        self.port = port
        self._log = log
        with log.open("wb") as output:
            try:
                # A session of its own: Ctrl-C is ours, and we end it.
                self._process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
                )
            except FileNotFoundError:
                raise RegistrarError(f"{command[0]} is not there; --help says what is needed") from None
        try:
            self._wait_until_ready()
        except BaseException:
            self.end()
            raise

    def __enter__(self) -> Registrar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far."""
        total = 0.0
        for member in family(self._process.pid):
            try:
                total += cpu_seconds_of(Path(f"/proc/{member}/stat").read_text())
            except OSError:
                continue
        return total

    def end(self) -> None:
        """Ends it: asks first, and then does not ask."""
        members = family(self._process.pid)
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                for member in members:
                    try:
                        os.kill(member, signal.SIGKILL)
                    except ProcessLookupError:
                        continue
                self._process.wait()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 60
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.bind(("127.0.0.1", 0))
            asker.settimeout(0.2)
            own = asker.getsockname()[1]
            attempt = 0
            while time.monotonic() < deadline:
                if self._process.poll() is not None:
                    break
                attempt += 1
                text = OPTIONS.format(host="127.0.0.1", port=self.port, own=own, attempt=attempt)
                asker.sendto(text.encode(), ("127.0.0.1", self.port))
                try:
                    if asker.recv(4096).startswith(b"SIP/2.0 200"):
                        return
                except (TimeoutError, ConnectionRefusedError):
                    time.sleep(0.05)
        said = self._log.read_text(errors="replace")[-2000:]
        raise RegistrarError(f"{self.name} does not answer at 127.0.0.1:{self.port}; it said:\n{said}")
