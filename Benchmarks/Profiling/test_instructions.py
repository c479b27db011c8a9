"""Listings and names."""

import unittest

from Profiling.instructions import read_listing
from Profiling.names import SymbolNames, plain
from Profiling.stacks import UNKNOWN, Frame

LISTING = """\
loadgen:\tfile format elf64-x86-64

Disassembly of section .text:

0000000000001000 <insert>:
    1000:      \tpushq\t%rbp
    1004:      \tlock\t\tcmpxchgq\t%rcx, (%rbx)
    100a:      \tje\t0x1000 <insert>
"""


class Listing(unittest.TestCase):
    """What `llvm-objdump` prints."""

    def test_instructions_are_placed_by_their_distance_from_the_symbol(self) -> None:
        listing = read_listing(LISTING.splitlines())
        self.assertEqual(listing["insert"], [(0, "pushq %rbp"), (4, "lock cmpxchgq %rcx, (%rbx)"), (10, "je 0x1000")])

    def test_an_empty_listing_has_no_symbols(self) -> None:
        self.assertEqual(read_listing([]), {})


class Names(unittest.TestCase):
    """Names for people."""

    def test_what_the_optimiser_did_is_left_out(self) -> None:
        self.assertEqual(plain("specialized Queue.push(_:)"), "Queue.push(_:)")
        self.assertEqual(plain("partial apply for specialized closure #1 in run()"), "closure #1 in run()")
        self.assertEqual(plain("outlined consume of Lines"), "outlined consume of Lines")

    def test_an_unknown_symbol_goes_by_its_library(self) -> None:
        frame = Frame(UNKNOWN, "libjemalloc.so.2")
        self.assertEqual(SymbolNames([frame]).readable(frame), "[libjemalloc.so.2]")

    def test_swift_symbols_are_demangled_and_others_kept(self) -> None:
        swift, c = Frame("$s4main3fooyyF", "loadgen"), Frame("start_thread", "libc.so.6")
        names = SymbolNames([swift, c])
        self.assertEqual((names.readable(swift), names.readable(c)), ("foo()", "start_thread"))
        self.assertEqual(names.full(swift), "main.foo() -> ()")


if __name__ == "__main__":
    unittest.main()
