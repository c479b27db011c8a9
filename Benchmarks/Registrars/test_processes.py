"""Tests of how processes are watched and ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from .processes import TICKS_PER_SECOND, Registrar, RegistrarError, cpu_seconds_of, family, free_port

ANSWERING = """
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", int(sys.argv[1])))
while True:
    _, peer = s.recvfrom(4096)
    s.sendto(b"SIP/2.0 200 OK\\r\\n\\r\\n", peer)
"""


class StatTests(unittest.TestCase):
    """Lines of /proc/PID/stat."""

    def test_times_are_found_behind_a_name_with_blanks_and_parentheses(self) -> None:
        """User, system, and both of ended children."""
        line = "7 (a) b (c) S 1 7 7 0 -1 0 0 0 0 0 100 20 3 4 20 0 1 0"
        self.assertAlmostEqual(cpu_seconds_of(line), 127 / TICKS_PER_SECOND)

    def test_work_of_this_process_is_counted(self) -> None:
        """The kernel's figure grows with work."""
        before = cpu_seconds_of(Path("/proc/self/stat").read_text())
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass
        self.assertGreater(cpu_seconds_of(Path("/proc/self/stat").read_text()), before + 0.1)

    def test_children_of_children_are_family(self) -> None:
        """A shell that starts another program."""
        with subprocess.Popen(["sh", "-c", "sleep 60 & wait"]) as shell:
            try:
                deadline = time.monotonic() + 30
                while len(family(shell.pid)) < 2 and time.monotonic() < deadline:
                    time.sleep(0.01)
                members = family(shell.pid)
                self.assertEqual(len(members), 2)
                self.assertNotIn(os.getpid(), members)
            finally:
                for member in family(shell.pid):
                    os.kill(member, 9)


class RegistrarTests(unittest.TestCase):
    """Registrars that run, and some that do not."""

    def test_one_that_answers_runs_until_it_is_ended(self) -> None:
        """And then it is gone."""
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", ANSWERING, str(port)]
            with Registrar("test", command, port, Path(folder) / "log") as registrar:
                self.assertGreaterEqual(registrar.cpu_seconds(), 0)
                pid = registrar._process.pid
            self.assertFalse(Path(f"/proc/{pid}/status").exists())

    def test_one_that_ends_at_once_is_an_error_with_what_it_said(self) -> None:
        """Whoever reads it knows what to do."""
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(RegistrarError, "no such license"):
            Registrar("test", ["sh", "-c", "echo no such license; exit 1"], free_port(), Path(folder) / "log")

    def test_one_that_is_not_there_is_an_error(self) -> None:
        """Its name is said."""
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(RegistrarError, "/no/such"):
            Registrar("test", ["/no/such"], free_port(), Path(folder) / "log")
