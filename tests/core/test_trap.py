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
