"""Tests of the command: a small comparison, and figures."""

from __future__ import annotations

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from . import command, sipp
from .command import Figure
from .processes import RegistrarError


def figure(name: str, cpu: float) -> Figure:
    """A round of so much time a REGISTER."""
    return Figure(name, cpu, sipp.Load(successful=1, failed=0, retransmissions=0, seconds=1.0))


class FigureTests(unittest.TestCase):
    """What is made of rounds."""

    def test_the_ratio_is_that_of_the_medians(self) -> None:
        """One round that was disturbed moves nothing."""
        figures = [figure("kamailio", cpu) for cpu in (40, 50, 400)] + [figure("controller", cpu) for cpu in (5, 6, 90)]
        self.assertAlmostEqual(command.ratio(figures), 6 / 50)
        self.assertIn("0.120  controller / kamailio", command.table(figures))

    def test_statistics_are_read_by_the_names_of_their_columns(self) -> None:
        """The last line counts."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "s.csv"
            path.write_text(
                "SuccessfulCall(C);ElapsedTime(C);FailedCall(C);Retransmissions(C);\n"
                "1;00:00:01:000000;0;0;\n7;00:01:02:500000;2;3;\n"
            )
            load = sipp.read_statistics(path)
            self.assertEqual((load.successful, load.failed, load.retransmissions, load.seconds), (7, 2, 3, 62))
            path.write_text("SuccessfulCall(C);ElapsedTime(C)\n")
            with self.assertRaises(RegistrarError):
                sipp.read_statistics(path)


class CommandTests(unittest.TestCase):
    """The command as people call it."""

    def test_a_small_comparison_prints_a_ratio(self) -> None:
        """Both registrars and SIPp are real; needs the release build."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            code = command.main(["--devices", "500", "--rate", "500", "--rounds", "1"])
        self.assertEqual(code, 0)
        self.assertIn("controller / kamailio", output.getvalue())

    def test_a_ratio_that_is_too_much_exits_3(self) -> None:
        """Nothing takes no time."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = command.main(["--devices", "500", "--rate", "500", "--rounds", "1", "--at-most", "0"])
        self.assertEqual(code, 3)

    def test_misuse_exits_64(self) -> None:
        """And starts nothing."""
        for arguments in (["--devices", "0"], ["--at-least", "1"]):
            with self.assertRaises(SystemExit) as ended, contextlib.redirect_stderr(io.StringIO()):
                command.main(arguments)
            self.assertEqual(ended.exception.code, 64)

    def test_a_controller_that_is_not_there_exits_1_and_says_how_to_build_it(self) -> None:
        """The command to type."""
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            code = command.main(["--devices", "1", "--rounds", "1", "--controller", "/no/such"])
        self.assertEqual(code, 1)
        self.assertIn("swift build -c release --product controller", errors.getvalue())
