"""The tool itself, on a run of about a second."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from xml.etree import ElementTree

from Profiling.command import LOADGEN, ROOT, SCRATCH, build

TOOL = ROOT / "Benchmarks" / "profile"
SMALL_RUN = ["--", "run", "--profile", "saturate", "--devices", "500000", "--workers", "1", "--quiet"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The tool with these arguments, from a folder that is not the root."""
    return subprocess.run(
        [sys.executable, str(TOOL), *arguments],
        cwd=ROOT / "Sources",
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


class CommandLine(unittest.TestCase):
    """What it says before anything is recorded."""

    def test_help_teaches(self) -> None:
        result = run("--help")
        self.assertEqual(result.returncode, 0)
        for word in ("examples:", "how to read the flame graph", "linux-perf", "exit codes"):
            self.assertIn(word, result.stdout)

    def test_misuse_has_a_code_of_its_own(self) -> None:
        for misuse in (["--top", "0"], ["--top", "many"], ["--no-such-option"], ["run"]):
            with self.subTest(misuse):
                self.assertEqual(run(*misuse).returncode, 64)

    def test_a_missing_perf_is_told_with_its_cure(self) -> None:
        result = run(PATH="/nonexistent")
        self.assertEqual(result.returncode, 1)
        self.assertIn("apt-get install -y linux-perf", result.stderr)


class Recording(unittest.TestCase):
    """What it makes of a run."""

    @classmethod
    def setUpClass(cls) -> None:
        if shutil.which("perf") is None:
            raise AssertionError("perf is missing; on Debian: apt-get install -y linux-perf")
        build()

    def scratch(self) -> set[str]:
        """What lies in the folder for temporary data."""
        return set(os.listdir(SCRATCH)) if SCRATCH.exists() else set()

    def test_a_small_run_gives_a_top_list_and_a_graph(self) -> None:
        before = self.scratch()
        with tempfile.TemporaryDirectory() as folder:
            svg = Path(folder) / "flame.svg"
            result = run("--no-build", "--top", "5", "--instructions", "3", "--output", str(svg), *SMALL_RUN)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            self.assertEqual(os.listdir(folder), ["flame.svg"])
            titles = [title.text or "" for title in ElementTree.parse(svg).iter("{http://www.w3.org/2000/svg}title")]
        top = re.findall(r"^ *\d+\.\d% +[\d,]+  \S.*$", result.stdout, re.MULTILINE)
        self.assertEqual(len(top), 5)
        self.assertTrue(any(title.startswith("Worker.run()") for title in titles), titles)
        self.assertFalse(any("countRegistered" in title for title in titles), "the checks at the end are no worker's")
        self.assertEqual(self.scratch(), before)

    def test_what_loadgen_does_not_understand_is_misuse(self) -> None:
        result = run("--no-build", "--", "run", "--profile", "no-such-profile")
        self.assertEqual(result.returncode, 64)
        self.assertIn("no-such-profile", result.stderr)

    def test_an_interrupt_leaves_nothing_behind(self) -> None:
        before = self.scratch()
        long_run = ["--", "run", "--profile", "constant", "--rate", "1000", "--duration", "60", "--devices", "1000"]
        process = subprocess.Popen(
            [sys.executable, str(TOOL), "--no-build", *long_run], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        while not any((SCRATCH / name / "perf.data").exists() for name in self.scratch() - before):
            self.assertLess(time.monotonic(), deadline, "the recording has not begun")
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=15), 130)
        self.assertEqual(self.scratch(), before)
        self.assertEqual(self.recorded_programs(), [])

    def recorded_programs(self) -> list[str]:
        """Running processes of this checkout's loadgen."""
        found = []
        for link in Path("/proc").glob("[0-9]*/exe"):
            try:
                if link.resolve() == LOADGEN.resolve():
                    found.append(link.parent.name)
            except OSError:
                continue  # gone, or not ours to see
        return found


if __name__ == "__main__":
    unittest.main()
