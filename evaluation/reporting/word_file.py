"""A report as a Word file: real headings, header rows that repeat, alt texts, and the language it is in.

Its charts stay out: a Word file takes no SVG, and each chart has its table.
"""

import io
import re
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from core.reports import Block, Quote, Report, Section, Table

_LOCALES = {"en": "en-CA", "fr": "fr-CA"}
_INK = RGBColor(0x1F, 0x2A, 0x2C)
_HEADINGS = ("Title", "Heading 1", "Heading 2", "Caption")
_BREAKS = str.maketrans("\x0b\x0c", "\n\n")  # of lines and pages, as slides and PDF files have them
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
_LONGEST = 255  # letters that a property of a file can have


def as_docx(report: Report) -> bytes:
    document = Document()
    _set_up(document, report)
    _add(document, report.title, "Title")
    _add(document, report.whose, "Subtitle")
    _add(document, report.made)
    if settings.DEMO_ALLOWED:  # as on every screen: the file is read without them
        _add(document, _("A trial: the people, words and numbers here are invented."))
    for section in report.sections:
        _add_section(document, section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(words: str) -> str:
    """What people paste may hold characters that no XML may, and the library refuses. All words come through here."""
    return _FORBIDDEN.sub("", words.translate(_BREAKS))


def _property(words: str) -> str:
    return " ".join(_clean(words).split())[:_LONGEST]


def _add(document: WordDocument, words: str, style: str = "Normal") -> Paragraph:
    return document.add_paragraph(_clean(words), style=style)


def _set_up(document: WordDocument, report: Report) -> None:
    """Its properties, and letters that can be read: the library's own are small and pale."""
    locale = _LOCALES[report.language]
    properties = document.core_properties
    properties.title, properties.author = _property(report.title), _property(report.whose)
    properties.language = locale
    properties.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    normal = document.styles["Normal"].font
    normal.size, normal.name = Pt(12), "Verdana"
    for name in (*_HEADINGS, "Subtitle", "Quote"):
        document.styles[name].font.color.rgb = _INK
    document.styles["Caption"].font.size = Pt(12)


def _add_section(document: WordDocument, section: Section) -> None:
    document.add_heading(_clean(section.heading), 1)
    for line in (*section.words, *section.lines):
        _add(document, line)
    for block in section.blocks:
        _add_block(document, block)
    for quote in section.quotes:
        _add_quote(document, quote)


def _add_block(document: WordDocument, block: Block) -> None:
    document.add_heading(_clean(block.heading), 2)
    for line in block.lines:
        _add(document, line)
    for table in block.tables:
        if table.caption != block.heading:
            _add(document, table.caption, "Caption").paragraph_format.keep_with_next = True
        _add_table(document, table)
    for note in block.notes:
        _add(document, note)


def _add_quote(document: WordDocument, quote: Quote) -> None:
    """In the language in which it was said, so that it is read aloud in that."""
    said = [_add(document, quote.words, "Quote")]
    if quote.name:
        said.append(_add(document, f"– {quote.name}"))
    for paragraph in said:
        for run in paragraph.runs:
            _speak(run, quote.language)


def _speak(run: Run, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), _LOCALES.get(language, language))
    run._element.get_or_add_rPr().append(element)


def _add_table(document: WordDocument, table: Table) -> None:
    shown = document.add_table(rows=0, cols=len(table.headings), style="Table Grid")
    _describe(shown, table.caption)
    _add_row(shown, table.headings, is_head=True, is_prose=table.is_prose)
    for row in table.rows:
        _add_row(shown, row, is_head=False, is_prose=table.is_prose)
    document.add_paragraph()


def _add_row(shown: WordTable, words: Sequence[str], *, is_head: bool, is_prose: bool) -> None:
    row = shown.add_row()
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if is_head else [])):
        properties.append(OxmlElement(name))
    for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        _fill(cell, text, is_bold=is_head or place == 0, is_number=place > 0 and not is_prose)


def _fill(cell: _Cell, text: str, *, is_bold: bool, is_number: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(_clean(text))
    run.bold, run.font.size = is_bold, Pt(11)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(shown: WordTable, caption: str) -> None:
    """What it is, for whoever hears it; and that its first row and column are headings."""
    properties = shown._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), _property(caption))
        properties.append(element)
