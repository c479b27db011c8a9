"""What the command lines of this folder have in common."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

USAGE = 64


class Parser(argparse.ArgumentParser):
    """A parser that reports misuse with the exit code that loadgen has for it."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}; --help explains\n")


def positive(text: str) -> int:
    """A whole number from 1 on."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a positive number")
    return value
