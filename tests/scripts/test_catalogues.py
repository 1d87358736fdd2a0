import gettext

import pytest

from scripts import catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);"\n\n'


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Writes a French catalogue with these entries into a folder of its own."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)

    def write(entries: str):
        path = folder / "django.po"
        path.write_text(HEADER + entries, encoding="utf-8")
        return path

    return write


def test_whole_catalogue_has_no_faults(catalogue):
    path = catalogue(
        'msgid "%(n)s seat"\nmsgid_plural "%(n)s seats"\nmsgstr[0] "une place"\nmsgstr[1] "%(n)s places"\n\n'
        'msgid "Hello %(name)s"\nmsgstr "Bonjour %(name)s"\n'
    )
    assert catalogues.faults(path) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Hello"\nmsgstr ""\n', "is not translated"),
        ('#, fuzzy\nmsgid "Hello"\nmsgstr "Bonjour"\n', "is fuzzy"),
        ('#~ msgid "Hello"\n#~ msgstr "Bonjour"\n', "is no longer used"),
        ('msgid "Hello %(name)s"\nmsgstr "Bonjour %(nom)s"\n', "its places differ"),
        ('msgid "Hello %(name)s"\nmsgstr "Bonjour"\n', "its places differ"),
    ],
)
def test_fault_is_named(catalogue, entry, fault):
    assert [text.endswith(fault) for text in catalogues.faults(catalogue(entry))] == [True]


def test_compiled_catalogue_is_read_by_gettext(catalogue):
    path = catalogue('msgid "Hello"\nmsgstr "Bonjour"\n')
    catalogues.compile_all()
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hello") == "Bonjour"
