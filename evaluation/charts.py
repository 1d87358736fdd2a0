"""Charts that can be read on paper, too: SVG without scripts, drawn by a library. The numbers stand beside them."""

import sys
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from django.utils.translation import gettext as _
from pygal.style import Style

from evaluation.figures import Figure
from evaluation.indicators import Kind

# The library hooks itself into every import for maps that nobody here draws, in a way that Python no longer knows.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
# Told apart by brightness as well as by colour, and in grey.
_COLOURS = ("#0b5563", "#d9822b", "#7fb6a8", "#8a3b12", "#c9b037", "#4a4a4a", "#a9c6d9", "#e8c9a0")
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="#1f2a2c",
    foreground_strong="#1f2a2c",
    foreground_subtle="#8a8a80",
    font_family="Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, sans-serif",
    label_font_size=18,
    major_label_font_size=18,
    legend_font_size=18,
    value_font_size=18,
    colors=_COLOURS,
    value_colors=("#ffffff", "#1f2a2c", "#1f2a2c", "#ffffff", "#1f2a2c", "#ffffff", "#1f2a2c", "#1f2a2c"),
)


def bars(figure: Figure) -> bytes:
    """A stacked bar for each quarter. What is hidden has no part in it, and the table says so."""
    chart: Any = pygal.HorizontalBar if figure.indicator.kind == Kind.OVERLAPPING else pygal.HorizontalStackedBar
    drawing = chart(
        style=_STYLE,
        js=[],
        show_legend=len(figure.parts) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        print_values=True,
        value_formatter=lambda number: f"{number:g}",
        no_data_text=_("Nothing to show"),
        width=760,
        height=140 + 60 * len(figure.quarters) + 30 * ((len(figure.parts) + 1) // 2),
        disable_xml_declaration=False,
        show_y_guides=False,
    )
    drawing.x_labels = list(reversed(figure.headings))
    for row in figure.parts:
        drawing.add(row.label, [cell or None for cell in reversed(row.cells)])
    return tostring(_without_scripts(drawing.render_tree()), encoding="utf-8", xml_declaration=True)


def _without_scripts(root: Element) -> Element:
    for parent in list(root.iter()):
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root
