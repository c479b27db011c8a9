"""Flame graphs: widths, names, and documents that a parser accepts."""

import unittest
from xml.etree import ElementTree

from Profiling.flamegraph import NARROWEST, WIDTH, boxes, call_tree, colour, fitted, render

STACKS = {("main", "work"): 6, ("main", "work", "read"): 3, ("main",): 1, ("idle",): 2}
SVG = "{http://www.w3.org/2000/svg}"


def titles(svg: str) -> list[str]:
    """The tooltips of a document."""
    return [title.text or "" for title in ElementTree.fromstring(svg).iter(f"{SVG}title")]


class CallTree(unittest.TestCase):
    """Folded stacks become a tree."""

    def test_counts_hold_callees_and_self_counts_do_not(self) -> None:
        root = call_tree(STACKS)
        main = root.children["main"]
        self.assertEqual((root.count, main.count, main.self_count), (12, 10, 1))
        self.assertEqual(main.children["work"].self_count, 6)

    def test_depth_counts_the_root(self) -> None:
        self.assertEqual(call_tree(STACKS).depth, 4)
        self.assertEqual(call_tree({}).depth, 1)

    def test_a_function_that_calls_itself_is_a_box_on_its_own(self) -> None:
        self.assertEqual(call_tree({("a", "a"): 2}).children["a"].children["a"].count, 2)


class Boxes(unittest.TestCase):
    """Widths add up."""

    def test_each_level_is_as_wide_as_the_samples_that_reach_it(self) -> None:
        widths = [0.0] * 4
        for box in boxes(call_tree(STACKS), width=120):
            widths[box.level] += box.width
        for width, samples in zip(widths, (12, 12, 9, 3), strict=True):
            self.assertAlmostEqual(width, 10.0 * samples)

    def test_children_stand_side_by_side_inside_their_caller(self) -> None:
        placed = {box.node.name: box for box in boxes(call_tree(STACKS), width=120)}
        self.assertAlmostEqual(placed["idle"].left + placed["idle"].width, placed["main"].left)
        self.assertAlmostEqual(placed["read"].left, placed["work"].left)
        self.assertLessEqual(placed["read"].width, placed["work"].width)

    def test_no_samples_make_no_boxes(self) -> None:
        self.assertEqual(list(boxes(call_tree({}))), [])


class Render(unittest.TestCase):
    """The document."""

    def test_tooltips_tell_name_samples_and_shares(self) -> None:
        tooltip = next(title for title in titles(render(STACKS, "a run")) if title.startswith("work"))
        self.assertEqual(tooltip, "work\n9 samples, 75.00%; itself 50.00%")

    def test_names_are_escaped(self) -> None:
        name = 'Map<Key & "Value">.subscript'
        self.assertTrue(titles(render({(name,): 1}, "<run>"))[1].startswith(name))

    def test_control_characters_do_not_break_the_document(self) -> None:
        self.assertTrue(titles(render({("a\x01b",): 1}, ""))[1].startswith("a?b"))

    def test_no_samples_make_a_document_that_says_so(self) -> None:
        text = "".join(ElementTree.fromstring(render({}, "empty")).itertext())
        self.assertIn("no samples", text)

    def test_boxes_that_cannot_be_seen_are_left_out(self) -> None:
        many = int(2 * WIDTH / NARROWEST)
        self.assertEqual(len(titles(render({("wide",): many, ("narrow",): 1}, ""))), 2)

    def test_labels_fit_their_boxes(self) -> None:
        self.assertEqual(fitted("enqueue", 200), "enqueue")
        self.assertEqual(fitted("enqueue", 36), "enqu…")
        self.assertEqual(fitted("enqueue", 10), "")

    def test_a_colour_depends_on_the_name_alone(self) -> None:
        self.assertEqual(colour("enqueue"), colour("enqueue"))
        self.assertNotEqual(colour("enqueue"), colour("dequeue"))


if __name__ == "__main__":
    unittest.main()
