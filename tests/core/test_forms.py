"""Fields take what people type, keep it when it is wrong, and tie every hint and error to its box."""

from datetime import date, time

import pytest
from django import forms as django_forms
from django.utils import translation

from core import forms
from core.errors import DomainError, register_words


class Sample(forms.Form):
    name = django_forms.CharField(label="Name", help_text="What we call you.")
    email = django_forms.EmailField(label="E-mail", required=False)
    first_day = forms.DateField(label="First day", required=False)
    starts_at = forms.TimeField(label="Time", required=False)
    phone = forms.PhoneField(label="Phone", required=False)
    way = django_forms.ChoiceField(
        label="Way", choices=[("a", "A"), ("b", "B")], required=False, widget=forms.Radios(hints={"b": "Better."})
    )
    about = django_forms.CharField(label="About", max_length=10, required=False, widget=forms.CountedTextarea)


class OnlyDate(forms.Form):
    day = forms.DateField(label="Day")


def _date(day: str, month: str, year: str) -> OnlyDate:
    return OnlyDate({"day_day": day, "day_month": month, "day_year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "mar.", "mars", "Mars"])
def test_date_takes_month_by_number_or_name(month: str) -> None:
    form = _date("27", month, "2026")
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("name", "number"),
    [("juin", 6), ("juillet", 7), ("June", 6), ("July", 7), ("août", 8), ("févr.", 2), ("décembre", 12), ("mai", 5)],
)
def test_date_knows_months_in_both_languages(name: str, number: int) -> None:
    form = _date("1", name, "2026")
    assert form.is_valid()
    assert form.cleaned_data["day"].month == number


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (("31", "2", "2026"), "invalid"),
        (("1", "Smarch", "2026"), "invalid"),
        (("", "2", "2026"), "no_day"),
        (("1", "", "2026"), "no_month"),
        (("1", "2", ""), "no_year"),
        (("1", "2", "26"), "short_year"),
        (("", "", ""), "required"),
    ],
)
def test_date_says_what_is_wrong(boxes: tuple[str, str, str], code: str) -> None:
    assert [error["code"] for error in _date(*boxes).errors.get_json_data()["day"]] == [code]


def test_date_accepts_its_own_name_as_iso() -> None:
    form = OnlyDate({"day": "2026-12-01"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 12, 1)


def test_date_keeps_what_was_typed() -> None:
    html = str(_date("31", "Feb", "2026"))
    assert all(f'value="{typed}"' in html for typed in ("31", "Feb", "2026"))


def test_date_shows_its_initial_value_in_three_boxes() -> None:
    html = str(OnlyDate(initial={"day": date(2026, 12, 1)}))
    assert all(f'value="{part}"' in html for part in ("1", "12", "2026"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:30 pm", time(13, 30)),
        ("1:30 p.m.", time(13, 30)),
        ("1.30PM", time(13, 30)),
        ("2pm", time(14)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("13:30", time(13, 30)),
        ("1330", time(13, 30)),
        ("13 h 30", time(13, 30)),
        ("13\u00a0h\u00a030", time(13, 30)),
        ("9h", time(9)),
        ("14 heures", time(14)),
        ("09:00", time(9)),
        ("10", time(10)),
        ("23:00", time(23)),
        ("noon", time(12)),
        ("Midi", time(12)),
    ],
)
def test_time_takes_what_people_write(text: str, expected: time) -> None:
    assert forms.TimeField().clean(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [("25:00", "invalid"), ("13:75", "invalid"), ("14 pm", "invalid"), ("soon", "invalid"), ("1:30", "unclear")],
)
def test_time_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(django_forms.ValidationError) as caught:
        forms.TimeField().clean(text)
    assert caught.value.code == code


@pytest.mark.parametrize("language", ["en", "fr"])
def test_time_reads_what_it_shows(language: str) -> None:
    field = forms.TimeField()
    with translation.override(language):
        assert field.clean(field.prepare_value(time(13, 30))) == time(13, 30)


def test_phone_becomes_e164_and_is_shown_as_people_read_it() -> None:
    field = forms.PhoneField()
    assert field.clean("(519) 555-0142") == "+15195550142"
    assert field.prepare_value("+15195550142") == "519-555-0142"


def test_phone_keeps_what_was_typed_when_it_is_wrong() -> None:
    form = Sample({"name": "Penny", "phone": "12 34"})
    assert list(form.errors) == ["phone"]
    assert 'value="12 34"' in str(form)


def test_phone_that_only_begins_like_one_is_sent_back_as_it_was_typed() -> None:
    form = Sample({"name": "Penny", "phone": "+1"})
    assert list(form.errors) == ["phone"]
    assert 'value="+1"' in str(form)


def test_box_is_described_by_hint_then_error() -> None:
    html = Sample({})["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="govuk-visually-hidden">Error:</span> Please fill this in.' in html


def test_error_summary_links_to_the_first_box_of_each_field() -> None:
    html = str(Sample({"first_day_day": "1", "starts_at": "soon"}))
    assert 'href="#id_name"' in html
    assert 'href="#id_first_day_0"' in html
    assert 'id="id_first_day_0"' in html


def test_form_without_errors_has_no_summary() -> None:
    assert "govuk-error-summary" not in str(Sample())


def test_optional_field_says_so_in_words() -> None:
    form = Sample()
    assert "(optional)" in form["email"].as_field_group()
    assert "(optional)" not in form["name"].as_field_group()


def test_filter_says_nothing_of_optional() -> None:
    class Filter(forms.Form):
        mark_optional = False
        word = django_forms.CharField(required=False)

    assert "(optional)" not in str(Filter())


def test_choices_stand_in_a_fieldset_with_their_hints() -> None:
    html = Sample()["way"].as_field_group()
    assert '<legend class="govuk-fieldset__legend">Way' in html
    assert 'aria-describedby="id_way_1_hint"' in html
    assert 'id="id_way_1_hint">Better.</div>' in html


def test_chosen_choice_stays_chosen() -> None:
    html = Sample({"way": "b"})["way"].as_field_group()
    assert html.count(" checked") == 1
    assert 'value="b" checked' in html


def test_counted_text_is_described_by_its_counter() -> None:
    html = Sample()["about"].as_field_group()
    assert 'data-maxlength="10"' in html
    assert 'aria-describedby="id_about-info"' in html
    assert 'id="id_about-info"' in html


def test_too_long_text_is_told_in_plain_words() -> None:
    form = Sample({"name": "Penny", "about": "twelve chars"})
    assert form.errors["about"] == ["Please keep it to 10 characters. Now it has 12."]


def test_typed_text_is_escaped() -> None:
    html = str(Sample({"name": "<b>", "first_day_day": '"><i>'}))
    assert "<b>" not in html
    assert "<i>" not in html


def test_refuse_shows_the_services_words() -> None:
    register_words({"sample-form-no": "The room holds %(seats)d."})
    form = Sample({"name": "Penny"})
    form.refuse(DomainError("sample-form-no", seats=8), "name")
    assert form.errors["name"] == ["The room holds 8."]


def test_number_that_is_none_is_asked_for_in_plain_words() -> None:
    class Numbers(forms.Form):
        few = django_forms.IntegerField()
        own = django_forms.IntegerField(error_messages={"invalid": "How many?"})

    form = Numbers({"few": "twelve", "own": "twelve"})
    assert form.errors == {"few": ["Please write a number in digits, such as 12."], "own": ["How many?"]}
