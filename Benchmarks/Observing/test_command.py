"""Tests of the command: a short comparison, and figures."""

from __future__ import annotations

import contextlib
import io
import unittest

from . import command
from .watched import Watched


class SummaryTests(unittest.TestCase):
    """What is made of pairs."""

    def test_the_ratio_is_the_median_of_neighbours(self) -> None:
        """A machine that becomes faster between pairs moves nothing."""
        pairs = [(Watched(100), Watched(99, [0.002])), (Watched(200), Watched(198, [0.001])), (Watched(50), Watched(9))]
        self.assertEqual(command.summary(pairs), (0.99, [0.001, 0.002]))


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
            out, r"ratio \d\.\d{4}, scrapes: median [\d.]+ ms, longest [\d.]+ ms, \d+ of \d+ in less than 20 ms\n\Z"
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
