from threading import Event

import pytest
from django import forms
from django.http import HttpResponse

from core.forms import PublicForm
from core.http import RedirectThen


class Wish(PublicForm):
    word = forms.CharField()


@pytest.mark.parametrize(("homepage", "expected"), [("", False), ("https://spam.example", True)])
def test_public_form_tells_a_program_and_passes_on_what_people_wrote(homepage, expected):
    form = Wish({"word": "tea", "homepage": homepage})
    assert (form.is_valid(), form.is_trapped, form.cleaned_data) == (True, expected, {"word": "tea"})


def test_trap_is_out_of_sight_hearing_and_reach():
    drawn = str(Wish()["homepage"].as_field_group())
    assert '<div class="pl-trap" aria-hidden="true">' in drawn
    assert 'type="text"' in drawn
    assert 'tabindex="-1"' in drawn
    assert 'autocomplete="off"' in drawn


@pytest.fixture
def _no_server(monkeypatch):
    """What Django does at a request's end needs one."""
    monkeypatch.setattr(HttpResponse, "close", lambda _self: None)


@pytest.mark.usefixtures("_no_server")
def test_redirect_then_does_it_when_the_answer_is_out():
    done: list[str] = []
    response: HttpResponse = RedirectThen("/there/", then=lambda: done.append("sent"))
    assert (response["Location"], done) == ("/there/", [])
    response.close()
    assert done == ["sent"]


@pytest.mark.usefixtures("_no_server")
def test_redirect_then_survives_what_fails_after_the_answer(caplog):
    def fail() -> None:
        raise RuntimeError("519-555-0142")

    RedirectThen("/there/", then=fail).close()
    assert "failed after the answer" in caplog.text
    assert "519-555-0142" not in caplog.text


@pytest.mark.usefixtures("_no_server")
def test_connection_that_asked_does_not_wait_for_what_is_done_afterwards(settings):
    """Its next request, or its end, would tell whether something was sent."""
    settings.AFTERWARDS_IN_A_THREAD = True
    may_end, is_done = Event(), Event()

    def send() -> None:
        may_end.wait(5)
        is_done.set()

    RedirectThen("/there/", then=send).close()
    assert not is_done.is_set()
    may_end.set()
    assert is_done.wait(5)
