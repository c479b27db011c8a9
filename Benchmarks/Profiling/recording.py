"""Recording a run with `perf`, and reading the recording back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from .stacks import SCRIPT_FIELDS, Sample, read_samples

# Exit codes of a loadgen whose run went to its end: passed, objective missed, run invalid. A profile either way.
ENDED = {0, 2, 4}
USAGE = 64

_PARANOID = Path("/proc/sys/kernel/perf_event_paranoid")


class ProfileError(Exception):
    """What went wrong and what to do about it, for people; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def perf_path() -> str:
    """Where `perf` is."""
    path = shutil.which("perf")
    if path is None:
        raise ProfileError("perf is not installed; on Debian, as root: apt-get update && apt-get install -y linux-perf")
    return path


def record(command: Sequence[str], frequency: int, data: Path, folder: Path) -> int:
    """Runs `command` in `folder` under `perf record` into the file `data`; returns the command's exit code.

    Call graphs go by frame pointers, which Swift keeps: cheap, and complete but for libraries built without them.
    """
    arguments = ["record", "--quiet", "-e", "cpu-clock", "-F", str(frequency), "--call-graph", "fp", "-o", str(data)]
    code, errors = _run([perf_path(), *arguments, "--", *command], folder)
    if code == USAGE:
        raise ProfileError(f"loadgen did not understand its arguments:\n{errors.strip()}", USAGE)
    # perf passes on the exit code of what it records, and has codes of its own: only the text tells whose it is.
    if code not in ENDED or not data.exists():
        advice = _permission_advice() if "perf_event" in errors or "ermission" in errors else ""
        raise ProfileError(f"the recording failed with {code}:\n{errors.strip()}\n{advice}".strip())
    return code


def _run(command: Sequence[str], folder: Path) -> tuple[int, str]:
    """Runs a command to its end, or stops it when this program is stopped; its exit code and what it said.

    The command has a process group of its own, which makes us the one who stops it: both perf and what it records are
    gone before the folder they write to is removed.
    """
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        process_group=0,
    ) as process:
        try:
            _, errors = process.communicate()
        except BaseException:
            _stop(process)
            raise
    return process.returncode, errors


def _stop(process: subprocess.Popen[str]) -> None:
    """Ends a process group: politely, and after five seconds for certain."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.communicate(timeout=5)
            return
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            return


def _permission_advice() -> str:
    """What to do where the system forbids recording."""
    if os.geteuid() == 0:
        return "A container needs the capability PERFMON for this: docker run --cap-add PERFMON"
    level = _PARANOID.read_text().strip() if _PARANOID.exists() else "unknown"
    return (
        f"kernel.perf_event_paranoid is {level}, and recording one's own programs needs 2 or less. As root: "
        "sysctl kernel.perf_event_paranoid=2, until the next start of the machine. Or run this as root."
    )


def samples(data: Path) -> Iterator[Sample]:
    """The samples of a recording, in order of time."""
    # Inlined functions would be looked up by one addr2line per sample's frame, which takes minutes.
    command = [perf_path(), "script", "--no-inline", "-F", SCRIPT_FIELDS, "-i", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        yield from read_samples(process.stdout)
    if process.returncode != 0:
        raise ProfileError(f"perf script could not read the recording (exit code {process.returncode})")
