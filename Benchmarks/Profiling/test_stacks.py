"""Reading, choosing and adding up samples."""

import unittest

from Profiling.stacks import UNKNOWN, Frame, Sample, folded, is_worker, read_samples, self_counts

SCRIPT = """\
r-initiated-qos   321\x20
\t           15c78 inner(char const*, int)+0x5e8 (/usr/lib/libone.so)
\t           16000 outer+0x10 (/opt/bin/loadgen)

Web Content 4711\x20
\tffffffff821f5127 exc_page_fault+0x7 ([kernel.kallsyms])
\t               0 [unknown] ([unknown])

loadgen 15036\x20
"""


class ReadSamples(unittest.TestCase):
    """What `perf script` prints becomes samples."""

    def test_frames_are_read_from_the_outermost_call_inwards(self) -> None:
        first = next(read_samples(SCRIPT.splitlines()))
        self.assertEqual(first.thread, "r-initiated-qos")
        self.assertEqual(
            first.frames,
            (Frame("outer", "loadgen", 0x10), Frame("inner(char const*, int)", "libone.so", 0x5E8)),
        )
        self.assertEqual(first.leaf.symbol, "inner(char const*, int)")

    def test_thread_names_may_hold_spaces_and_symbols_may_be_unknown(self) -> None:
        second = list(read_samples(SCRIPT.splitlines()))[1]
        self.assertEqual(second.thread, "Web Content")
        self.assertEqual(second.frames[0], Frame(UNKNOWN, UNKNOWN))

    def test_the_last_sample_needs_neither_frames_nor_an_empty_line(self) -> None:
        last = list(read_samples(SCRIPT.splitlines()))[2]
        self.assertEqual(last, Sample("loadgen", ()))
        self.assertEqual(last.leaf.symbol, UNKNOWN)

    def test_empty_output_has_no_samples(self) -> None:
        self.assertEqual(list(read_samples([])), [])
        self.assertEqual(list(read_samples(["", "\n"])), [])


class AddUp(unittest.TestCase):
    """Samples become counts."""

    def sample(self, *symbols: str) -> Sample:
        """A sample of a worker, outermost call first."""
        return Sample("r-initiated-qos", tuple(Frame(symbol, "loadgen") for symbol in symbols))

    def test_equal_stacks_fold_into_one_with_a_count(self) -> None:
        stacks = folded([self.sample("a", "b"), self.sample("a"), self.sample("a", "b")], lambda frame: frame.symbol)
        self.assertEqual(stacks, {("a", "b"): 2, ("a",): 1})

    def test_names_are_folded_not_symbols(self) -> None:
        stacks = folded([self.sample("a1", "b"), self.sample("a2", "b")], lambda frame: frame.symbol[0])
        self.assertEqual(stacks, {("a", "b"): 2})

    def test_self_time_belongs_to_the_innermost_function(self) -> None:
        counts = self_counts(
            [self.sample("a", "b"), self.sample("a"), self.sample("a", "b")], lambda frame: frame.symbol
        )
        self.assertEqual(counts, {"b": 2, "a": 1})

    def test_workers_are_told_by_the_name_of_their_thread(self) -> None:
        self.assertTrue(is_worker(Sample("r-initiated-qos", ())))
        self.assertFalse(is_worker(Sample("oot.default-qos", ())))


if __name__ == "__main__":
    unittest.main()
