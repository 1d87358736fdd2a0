import pytest

from core import phones


@pytest.mark.parametrize(
    "text", ["519-555-0142", " (519) 555 0142 ", "5195550142", "1 519 555 0142", "+1 519.555.0142", "+15195550142"]
)
def test_number_however_written_is_stored_alike(text):
    assert phones.to_e164(text) == "+15195550142"


def test_number_from_abroad_keeps_its_country():
    assert phones.to_e164("+33 1 42 68 53 00") == "+33142685300"


@pytest.mark.parametrize("text", ["", "rose", "12", "519-555", "519-555-0142-0142-0142"])
def test_text_that_is_no_number_is_refused(text):
    with pytest.raises(phones.NotAPhone):
        phones.to_e164(text)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+15195550142", "519-555-0142"), ("+33142685300", "+33 1 42 68 53 00"), ("", "")],
)
def test_number_is_shown_as_people_here_read_it(stored, shown):
    assert phones.shown(stored) == shown


def test_what_is_no_number_is_not_shown_as_one():
    with pytest.raises(phones.NotAPhone):
        phones.shown("+1")
