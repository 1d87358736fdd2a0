"""Reading a PDF back: its words in reading order, and what a screen reader needs."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from pypdf import PdfReader

needs_press = pytest.mark.press


def read(response: HttpResponse) -> PdfReader:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def words(response: HttpResponse) -> str:
    """All its text, page by page, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(response).pages).split())


def tags(response: HttpResponse) -> list[str]:
    """The names of its structure, in reading order."""
    return [str(node["/S"]) for node in _nodes(read(response).trailer["/Root"]["/StructTreeRoot"]["/K"])]


def figures(response: HttpResponse) -> list[str]:
    """What its pictures say to those who do not see them."""
    nodes = _nodes(read(response).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return [str(node["/Alt"]) for node in nodes if node["/S"] == "/Figure"]


def _nodes(node: Any) -> Iterator[Any]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, dict) and "/S" in node:
        yield node
        yield from _nodes(node.get("/K", []))
