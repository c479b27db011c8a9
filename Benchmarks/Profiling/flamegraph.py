"""Flame graphs: folded stacks in, one self-contained SVG out.

A box is a function on top of its caller; its width is the share of samples in which it was on the stack, whether it was
running itself or waiting for what it called. The order from left to right is that of the alphabet and means nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Stack = tuple[str, ...]

WIDTH = 1200.0
ROW_HEIGHT = 18
FONT_SIZE = 12
# Of a monospaced font, in parts of its size.
CHARACTER_WIDTH = 0.6 * FONT_SIZE
MARGIN = 10
HEADER_HEIGHT = 52
# Narrower boxes cannot be seen; leaving them out keeps files small.
NARROWEST = 0.2


@dataclass(slots=True)
class Node:
    """A function in one place of the call tree."""

    name: str
    count: int = 0
    children: dict[str, Node] = field(default_factory=dict)

    @property
    def self_count(self) -> int:
        """Samples in which the function was running itself."""
        return self.count - sum(child.count for child in self.children.values())

    @property
    def depth(self) -> int:
        """Levels from here to the deepest call, this one included."""
        return 1 + max((child.depth for child in self.children.values()), default=0)


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place in the picture: `left` and `width` in units of the SVG, `level` 0 for the root."""

    node: Node
    left: float
    width: float
    level: int


def call_tree(stacks: Mapping[Stack, int]) -> Node:
    """The tree of all `stacks`, outermost call first, under a root that stands for all samples."""
    root = Node("all")
    for stack, count in stacks.items():
        root.count += count
        node = root
        for name in stack:
            node = node.children.setdefault(name, Node(name))
            node.count += count
    return root


def boxes(root: Node, width: float = WIDTH) -> Iterator[Box]:
    """The boxes of a tree, callers before what they called; children share their caller's width by their counts."""
    if root.count == 0:
        return
    scale = width / root.count
    waiting = [Box(root, 0.0, width, 0)]
    while waiting:
        box = waiting.pop()
        yield box
        left = box.left
        for name in sorted(box.node.children):
            child = box.node.children[name]
            waiting.append(Box(child, left, child.count * scale, box.level + 1))
            left += child.count * scale


def render(stacks: Mapping[Stack, int], title: str, subtitle: str = "") -> str:
    """The SVG document; without any sample, one that says so."""
    root = call_tree(stacks)
    levels = root.depth
    height = HEADER_HEIGHT + levels * ROW_HEIGHT + MARGIN
    full_width = WIDTH + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full_width:g}" height="{height}" '
        f'viewBox="0 0 {full_width:g} {height}" font-family="monospace" font-size="{FONT_SIZE}">',
        "<style>rect{stroke:#fff;stroke-width:.5} g:hover rect{stroke:#000;stroke-width:1}</style>",
        f'<rect width="{full_width:g}" height="{height}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="22" font-size="16">{_text(title)}</text>',
        f'<text x="{MARGIN}" y="40" fill="#555">{_text(subtitle)}</text>',
    ]
    if root.count == 0:
        parts.append(f'<text x="{MARGIN}" y="{HEADER_HEIGHT + FONT_SIZE}">no samples</text>')
    for box in boxes(root):
        if box.width >= NARROWEST:
            parts.append(_drawn(box, root.count, HEADER_HEIGHT + (levels - 1 - box.level) * ROW_HEIGHT))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _drawn(box: Box, total: int, top: float) -> str:
    """One box: tooltip, rectangle, and as much of the name as fits."""
    node = box.node
    left = MARGIN + box.left
    tooltip = f"{node.name}\n{node.count:,} samples, {node.count / total:.2%}; itself {node.self_count / total:.2%}"
    label = fitted(node.name, box.width - 6)
    text = f'<text x="{left + 3:.1f}" y="{top + FONT_SIZE + 1:.1f}">{_text(label)}</text>' if label else ""
    return (
        f"<g><title>{_text(tooltip)}</title>"
        f'<rect x="{left:.2f}" y="{top:.1f}" width="{box.width:.2f}" height="{ROW_HEIGHT}" fill="{colour(node.name)}"/>'
        f"{text}</g>"
    )


def fitted(name: str, width: float) -> str:
    """As much of `name` as fits, with an ellipsis where it is cut; nothing where that would tell nothing."""
    room = int(width / CHARACTER_WIDTH)
    if len(name) <= room:
        return name
    return name[: room - 1] + "…" if room >= 4 else ""


def colour(name: str) -> str:
    """A warm colour that depends on the name alone, so that two graphs can be compared by eye."""
    digest = zlib.crc32(name.encode())
    return f"hsl({digest % 50},{70 + digest // 50 % 20}%,{64 + digest // 1000 % 14}%)"


def _text(text: str) -> str:
    """`text` for an XML document: escaped, and without the control characters that XML 1.0 cannot hold at all."""
    return escape("".join(c if c in "\n\t" or c >= " " else "?" for c in text))
