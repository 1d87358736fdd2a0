"""Charts that can be read on paper, too: SVG without scripts, drawn by a library. The numbers stand beside them."""

import sys
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from pygal.etree import etree
from pygal.style import Style

from evaluation import safe
from evaluation.figures import Figure
from evaluation.indicators import Kind

# The library hooks itself into every import for maps that nobody here draws, in a way that Python no longer knows.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
etree.to_etree()  # it would take lxml where that is installed, and hand out what `xml.etree` cannot write
# Told apart by brightness as well as by colour, and in grey.
_DARK = frozenset({"#0b5563", "#8a3b12", "#4a4a4a"})
_COLOURS = ("#0b5563", "#d9822b", "#7fb6a8", "#8a3b12", "#c9b037", "#4a4a4a", "#a9c6d9", "#e8c9a0")
_GREY = "#b9b7ae"  # for what is hidden

Parts = Sequence[tuple[str, Sequence[safe.Cell]]]  # each with its cells, label by label


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
    called hidden where it is not. What can count in several lines: a bar for each line, of the newest quarter in which
    one is shown."""
    return _written(_of(figure))


def inline(figure: Figure, title: str) -> str:
    """The same as a part of a sheet, with its title for whoever does not see it."""
    root = _of(figure)
    name = Element("title")
    name.text = title
    root.insert(0, name)
    return mark_safe(tostring(root, encoding="unicode"))


def _of(figure: Figure) -> Element:
    return _of_lines(figure) if figure.indicator.kind == Kind.OVERLAPPING else _of_quarters(figure)


def _of_quarters(figure: Figure) -> Element:
    headings = zip(figure.headings, figure.totals, strict=True)
    labels = [words if total is not None else _hidden(words) for words, total in headings]
    return _stacked(labels, [(row.label, row.cells) for row in figure.parts], figure.rest)


def stacked(labels: Sequence[str], parts: Parts, rest: Sequence[safe.Cell]) -> bytes:
    """A bar for each label, from the bottom up. `rest`: what is hidden of each, in grey."""
    return _written(_stacked(labels, parts, rest))


def _stacked(labels: Sequence[str], parts: Parts, rest: Sequence[safe.Cell]) -> Element:
    colours = _COLOURS[: len(parts)]
    if any(rest):
        parts, colours = [*parts, (_("hidden"), rest)], (*colours, _GREY)
    return _drawn(labels, parts, colours)


def _of_lines(figure: Figure) -> Element:
    shown = [nth for nth, _quarter in enumerate(figure.headings) if any(row.cells[nth] for row in figure.parts)]
    newest = max(shown, default=-1)
    return _lines(figure.headings[newest], [(row.label, row.cells[newest]) for row in figure.parts])


def lines(title: str, rows: Sequence[tuple[str, safe.Cell]]) -> bytes:
    """A bar for each, the first on top; what is hidden is called so."""
    return _written(_lines(title, rows))


def _lines(title: str, rows: Sequence[tuple[str, safe.Cell]]) -> Element:
    upwards = list(reversed(rows))
    labels = [label if cell is not None else _hidden(label) for label, cell in upwards]
    return _drawn(labels, [(title, [cell for _label, cell in upwards])], _COLOURS[:1])


def _written(root: Element) -> bytes:
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _hidden(what: str) -> str:
    return _("%(what)s: hidden") % {"what": what}


def _drawn(labels: Sequence[str], parts: Parts, colours: tuple[str, ...]) -> Element:
    """With the colours' meaning below."""
    drawing: Any = pygal.HorizontalStackedBar(
        style=_style(colours),
        js=[],
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        truncate_legend=-1,
        truncate_label=-1,
        no_data_text=_("Nothing to show"),
        print_values=True,
        value_formatter=lambda number: f"{number:g}" if number else "",
        width=760,
        height=100 + 44 * len(labels) + 30 * len(parts),
    )
    drawing.x_labels = labels
    for label, cells in parts:
        drawing.add(label, list(cells))
    return _without_scripts(drawing.render_tree())


def _without_scripts(root: Element) -> Element:
    for parent in list(root.iter()):
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root
