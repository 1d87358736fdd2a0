"""Charts that can be read on paper, too: SVG without scripts, drawn by a library. The numbers stand beside them."""

import sys
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from django.utils.translation import gettext as _
from pygal.etree import etree
from pygal.style import Style

from evaluation import safe
from evaluation.figures import Figure
from evaluation.indicators import Kind

# The library hooks itself into every import for maps that nobody here draws, in a way that Python no longer knows.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
etree.to_etree()  # where lxml is installed too, it would make elements that ours cannot write
# Told apart by brightness as well as by colour, and in grey.
_DARK = frozenset({"#0b5563", "#8a3b12", "#4a4a4a"})
_COLOURS = ("#0b5563", "#d9822b", "#7fb6a8", "#8a3b12", "#c9b037", "#4a4a4a", "#a9c6d9", "#e8c9a0")
_GREY = "#b9b7ae"  # for what is hidden


def _style(colours: tuple[str, ...]) -> Style:
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground="#1f2a2c",
        foreground_strong="#1f2a2c",
        foreground_subtle="#8a8a80",
        font_family="Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, sans-serif",
        opacity="1",
        label_font_size=18,
        major_label_font_size=18,
        legend_font_size=18,
        value_font_size=18,
        colors=colours,
        value_colors=tuple("#ffffff" if colour in _DARK else "#1f2a2c" for colour in colours),
    )


def bars(figure: Figure) -> bytes:
    """Parts: a stacked bar for each quarter, the newest first. What is hidden is grey where the sum is shown, and is
    called hidden where it is not. What can count in several lines: a bar for each line, of the newest quarter."""
    return _of_lines(figure) if figure.indicator.kind == Kind.OVERLAPPING else _of_quarters(figure)


def _of_quarters(figure: Figure) -> bytes:
    lines: list[tuple[str, Sequence[safe.Cell]]] = [(row.label, row.cells) for row in figure.parts]
    colours = _COLOURS[: len(lines)]
    if any(figure.rest):
        lines, colours = [*lines, (_("hidden"), figure.rest)], (*colours, _GREY)
    headings = zip(figure.headings, figure.totals, strict=True)
    labels = [words if total is not None else f"{words}: {_('hidden')}" for words, total in headings]
    return _drawn(labels, lines, colours)


def _of_lines(figure: Figure) -> bytes:
    newest = max((nth for nth, total in enumerate(figure.totals) if total is not None), default=0)
    rows = list(reversed(figure.parts))
    labels = [row.label if row.cells[newest] is not None else f"{row.label}: {_('hidden')}" for row in rows]
    return _drawn(labels, [(figure.headings[newest], [row.cells[newest] for row in rows])], _COLOURS[:1])


def _drawn(labels: Sequence[str], lines: Sequence[tuple[str, Sequence[safe.Cell]]], colours: tuple[str, ...]) -> bytes:
    """With the colours' meaning below."""
    drawing: Any = pygal.HorizontalStackedBar(
        style=_style(colours),
        js=[],
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        truncate_legend=-1,
        truncate_label=-1,
        print_values=True,
        value_formatter=lambda number: f"{number:g}" if number else "",
        width=760,
        height=100 + 44 * len(labels) + 30 * len(lines),
    )
    drawing.x_labels = labels
    for label, cells in lines:
        drawing.add(label, list(cells))
    return tostring(_without_scripts(drawing.render_tree()), encoding="utf-8", xml_declaration=True)


def _without_scripts(root: Element) -> Element:
    for parent in list(root.iter()):
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root
