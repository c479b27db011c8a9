"""Tests of the command: a small comparison, and figures."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import unittest

from . import command, loads
from .command import Figure


class FigureTests(unittest.TestCase):
    """What is made of rounds."""

    def test_the_ratio_is_that_of_the_medians(self) -> None:
        """One round that was disturbed moves nothing."""
        figures = [Figure("sipp", each, 50) for each in (20, 24, 400)]
        figures += [Figure("loadgen 1000 us", each, 50) for each in (5, 6, 90)]
        self.assertAlmostEqual(command.ratio(figures, "loadgen 1000 us"), 6 / 24)
        self.assertRegex(command.table(figures), r"loadgen 1000 us +6\.0 +0\.250\Z")

    def test_the_time_of_children_is_theirs_alone(self) -> None:
        """What we spend ourselves is not counted."""

        def work() -> int:
            sum(range(3_000_000))
            return subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True).returncode

        code, busy = loads.cpu_seconds_of(work)
        _, idle = loads.cpu_seconds_of(lambda: sum(range(3_000_000)))
        self.assertEqual(code, 0)
        self.assertGreater(busy, 0.01)
        # A difference of sums, so equal but for rounding.
        self.assertAlmostEqual(idle, 0, places=9)

    def test_registrations_are_read_from_a_result(self) -> None:
        """Those that were acknowledged."""
        self.assertEqual(loads.registered({"counters": {"generator.acknowledged": 7}}), 7)


class CommandTests(unittest.TestCase):
    """The command as people call it."""

    def test_a_small_comparison_prints_a_ratio(self) -> None:
        """Kamailio, SIPp and loadgen are real; needs the release build."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            code = command.main(["--devices", "2000", "--rate", "1000", "--rounds", "1"])
        self.assertEqual(code, 0)
        self.assertRegex(output.getvalue(), r"(?m)^loadgen 10000 us +[0-9.]+ +[0-9.]+$")

    def test_a_ratio_that_is_too_much_exits_3(self) -> None:
        """Nothing takes less than no time."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = command.main(["--devices", "4000", "--rate", "1000", "--rounds", "1", "--at-most", "0"])
        self.assertEqual(code, 3)

    def test_misuse_exits_64(self) -> None:
        """And starts nothing."""
        for arguments in (["--devices", "3"], ["--rate", "0"], ["--at-least", "1"]):
            with self.assertRaises(SystemExit) as ended, contextlib.redirect_stderr(io.StringIO()):
                command.main(arguments)
            self.assertEqual(ended.exception.code, 64)

    def test_a_generator_that_is_not_there_exits_1_and_says_how_to_build_it(self) -> None:
        """The command to type."""
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            code = command.main(["--devices", "4", "--rounds", "1", "--loadgen", "/no/such"])
        self.assertEqual(code, 1)
        self.assertIn("swift build -c release --product loadgen", errors.getvalue())
