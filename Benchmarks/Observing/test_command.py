"""Tests of the command: a short comparison, and figures."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import unittest

from . import command
from .threads import ThreadTimes, others_fraction
from .watched import Watched


class SummaryTests(unittest.TestCase):
    """What is made of pairs."""

    def test_ratios_are_those_of_neighbours(self) -> None:
        """A machine that becomes faster between pairs moves nothing."""
        pairs = [(Watched(100), Watched(99, [0.002])), (Watched(200), Watched(198, [0.001])), (Watched(50), Watched(9))]
        self.assertEqual(command.summary(pairs), ([0.18, 0.99, 0.99], [0.001, 0.002]))

    def test_the_interval_has_the_median_and_narrows(self) -> None:
        """More rounds say more."""
        few, many = [0.9, 1.0, 1.1], [0.9, 1.0, 1.1] * 30
        self.assertEqual(command.interval(few), (0.9, 1.1))
        self.assertEqual(command.interval(many), (1.0, 1.0))

    def test_time_counts_while_all_workers_work(self) -> None:
        """Neither preparation, which one thread does, nor the end of it."""
        second = 1_000_000_000
        samples = [
            {"main": 0},
            {"main": second},
            {"main": second, "a": second, "b": second},
            {"main": second + 10_000_000, "a": 2 * second, "b": 2 * second, "port": 10_000_000},
            {"main": second + 10_000_000, "a": 3 * second, "port": 10_000_000},
        ]
        self.assertAlmostEqual(others_fraction(samples, 2, 1) or 0, 0.02 / 4.02)
        self.assertIsNone(others_fraction(samples[:2], 2, 1))


class ThreadTimesTests(unittest.TestCase):
    """What the kernel says of a process that is there."""

    def test_a_thread_that_works_is_told_from_one_that_hardly_does(self) -> None:
        """One works all the time, the other a hundredth of it."""
        script = (
            "import threading, time\n"
            "end = time.monotonic() + 2\n"
            "def seldom():\n"
            "    while time.monotonic() < end: time.sleep(0.05)\n"
            "threading.Thread(target=seldom).start()\n"
            "while time.monotonic() < end: pass\n"
        )
        with subprocess.Popen([sys.executable, "-c", script]) as process:
            times = ThreadTimes(process.pid, 1)
        fraction = times.others_fraction()
        self.assertIsNotNone(fraction)
        self.assertTrue(0 < (fraction or 0) < 0.1, fraction)


class CommandTests(unittest.TestCase):
    """Short runs of the built tool."""

    def run_command(self, *arguments: str) -> tuple[int, str, str]:
        """What a call comes to: its code, and what it says."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = command.main(["--rounds", "2", "--seconds", "1", "--devices", "100000", *arguments])
        return code, out.getvalue(), err.getvalue()

    def test_runs_that_are_looked_at_are_hardly_slower(self) -> None:
        """With room for a busy machine."""
        code, out, err = self.run_command("--at-least", "0.6", "--scrape-at-most", "0.5")
        self.assertEqual((code, err), (0, ""), out)
        self.assertRegex(
            out,
            r"threads beside the workers: (?:[\d.]+ %|unknown) of the processor time looked at, (?:[\d.]+ %|unknown) alone\n"
            r"ratio \d\.\d{4} \[\d\.\d{4}, \d\.\d{4}\], scrapes: median [\d.]+ ms, longest [\d.]+ ms, "
            r"\d+ of \d+ in less than 20 ms\n\Z",
        )

    def test_what_costs_more_than_it_may_ends_with_3(self) -> None:
        """Nobody is ten times as fast for being looked at."""
        self.assertEqual(self.run_command("--at-least", "10")[0], 3)

    def test_a_tool_that_is_not_there_is_told(self) -> None:
        """With its path."""
        code, _, err = self.run_command("--loadgen", "/nonexistent/loadgen")
        self.assertEqual(code, 1)
        self.assertIn("/nonexistent/loadgen", err)


if __name__ == "__main__":
    unittest.main()
