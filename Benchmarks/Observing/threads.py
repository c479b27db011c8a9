"""The processor time of a process's threads, as the kernel accounts for it."""

from __future__ import annotations

import threading
import time
from pathlib import Path


class ThreadTimes:
    """Reads the processor time of every thread of a process four times a second, until the process ends.

    Of interest is the time in which it works with all its workers: what goes before is preparation, and no part of a measurement.
    """

    PERIOD_SECONDS = 0.25

    def __init__(self, process: int, worker_count: int) -> None:
        self._tasks = Path(f"/proc/{process}/task")
        self._worker_count = worker_count
        self._samples: list[dict[str, int]] = []
        self._thread = threading.Thread(target=self._read_all, daemon=True)
        self._thread.start()

    def others_fraction(self) -> float | None:
        """The part of the process's time, while all workers worked, that threads beside the workers took; None where it was too short
        to say. Waits for the end of the process.
        """
        self._thread.join()
        return others_fraction(self._samples, self._worker_count, self.PERIOD_SECONDS)

    def _read_all(self) -> None:
        while sample := self._read():
            self._samples.append(sample)
            time.sleep(self.PERIOD_SECONDS)

    def _read(self) -> dict[str, int]:
        """Nanoseconds on a processor by thread; empty when the process is gone."""
        times: dict[str, int] = {}
        try:
            for task in self._tasks.iterdir():
                try:
                    times[task.name] = int((task / "schedstat").read_text().split()[0])
                except (OSError, IndexError):
                    continue  # the thread has ended
        except OSError:
            pass
        return times


def others_fraction(samples: list[dict[str, int]], worker_count: int, period_seconds: float) -> float | None:
    """Of samples of nanoseconds by thread, the part that others than the `worker_count` busiest threads took of the time in which these
    worked all at once; None where they never did.
    """
    others = total = 0
    for before, after in zip(samples, samples[1:]):
        taken = sorted((after[name] - before.get(name, 0) for name in after), reverse=True)
        # Two of three quanta: the machine's other processes may have some of the time.
        if len(taken) < worker_count or taken[worker_count - 1] < period_seconds * 1e9 * 2 / 3:
            continue
        total += sum(taken)
        others += sum(taken[worker_count:])
    return others / total if total else None
