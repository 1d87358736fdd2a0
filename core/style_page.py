"""What the living style page shows: one example of each component and each kind of field, in each state.

The page is for those who build Porchlight, so its examples are in English and not for translation.
"""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from django import forms as django_forms

from core import forms

_DAYS = [("tue", "Tuesday"), ("thu", "Thursday"), ("sat", "Saturday")]


class SampleForm(forms.Form):
    """Every kind of field."""

    name = django_forms.CharField(
        label="What should we call you?",
        help_text="The name you like to be called by.",
        max_length=80,
        widget=django_forms.TextInput(attrs={"autocomplete": "nickname", "class": "govuk-input--width-20"}),
    )
    email = django_forms.EmailField(label="E-mail", required=False)
    phone = forms.PhoneField(label="Telephone number", help_text="We call only about this group.")
    first_day = forms.DateField(label="When is the first day?", help_text="For example, 27 3 2026.")
    starts_at = forms.TimeField(label="At what time?", help_text="For example, 1:30 pm.")
    people = django_forms.IntegerField(
        label="How many people fit in?",
        required=False,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    town = django_forms.ChoiceField(
        label="Town", choices=[("", "Choose a town"), ("tweed", "Tweed"), ("other", "Other")]
    )
    joining = django_forms.ChoiceField(
        label="How do people join?",
        choices=[("open", "They just come"), ("sign-up", "They sign up"), ("invited", "By invitation")],
        widget=forms.Radios(hints={"open": "The kettle is on; nobody counts.", "sign-up": "When chairs are few."}),
    )
    again = django_forms.ChoiceField(
        label="Every week?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.Radios(inline=True)
    )
    days = django_forms.MultipleChoiceField(
        label="Which days suit you?",
        help_text="Choose all that do.",
        choices=_DAYS,
        required=False,
        widget=forms.Checkboxes(hints={"sat": "In the morning only."}),
    )
    about = django_forms.CharField(
        label="Tell us about your idea", help_text="A sentence or two is plenty.", max_length=200,
        widget=forms.CountedTextarea(attrs={"rows": 4}),
    )  # fmt: skip
    note = django_forms.CharField(
        label="Anything else?", required=False, widget=django_forms.Textarea(attrs={"rows": 3})
    )
    picture = django_forms.FileField(label="A picture", required=False)
    password = django_forms.CharField(
        label="Password", widget=django_forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    agree = django_forms.BooleanField(
        label="I have read how we treat one another", help_text="It is one page, in plain words."
    )
    closed = django_forms.CharField(label="A field that cannot be changed", disabled=True, initial="As it is")


class SampleFilter(forms.Form):
    """What a list's filter panel holds."""

    mark_optional = False
    word = django_forms.CharField(label="Words", required=False)
    day = django_forms.ChoiceField(label="Day", required=False, choices=[("", "Any day"), *_DAYS])


def _forms() -> dict[str, Any]:
    filled = {
        "name": "Penny", "first_day": date(2026, 12, 1), "starts_at": time(13, 30), "phone": "+15195550142",
        "joining": "open", "days": ["tue"], "about": "Soup, and crochet with Grandma Penny.",
    }  # fmt: skip
    wrong = {
        "first_day_day": "31", "first_day_month": "February", "first_day_year": "2026", "starts_at": "1:30",
        "phone": "12", "email": "penny", "people": "many", "about": "Soup. " * 40, "days": "mon",
    }  # fmt: skip
    return {
        "empty": SampleForm(prefix="a"),
        "filled": SampleForm(prefix="b", initial=filled),
        "wrong": SampleForm({f"c-{name}": value for name, value in wrong.items()}, prefix="c"),
        "filter": SampleFilter(prefix="f"),
    }


def context() -> dict[str, Any]:
    """Everything that `core/styles.html` shows."""
    return {
        "forms": _forms(),
        "tags": [("Confirmed", "green"), ("Waiting list", "yellow"), ("Cancelled", "red"), ("New", "purple"),
                 ("Ended", "grey"), ("Planned", "")],
        "card_tags": ["Everybody welcome", "No sign-up needed"],
        "rows": [
            {"key": "Name", "value": "Soup and Crochet Social", "href": "#", "what": "the name"},
            {"key": "When", "value": "Tuesdays, 1:30 pm to 3 pm\nfrom December 1"},
        ],
        "facts": [
            {"label": "No steps", "known": True},
            {"label": "Parking", "known": False},
            {"label": "Hearing loop", "known": None},
        ],
        "events": [
            {"title": "Sent to your coordinator", "when": "Monday, November 2", "by": "Penny"},
            {"title": "Changes asked for", "when": "Wednesday, November 4", "text": "Start at 2?\nThe room is free."},
        ],
        "steps": [
            {"label": "The idea", "state": "done", "href": "#"},
            {"label": "When and where", "state": "current"},
            {"label": "Who joins", "state": ""},
        ],
        "headings": ["Group", "Sessions", "People"],
        "table": [[{"text": "Card night", "href": "#"}, 12, 94], ["Walking club", 40, 310]],
        "page": SimpleNamespace(
            has_other_pages=True, has_previous=True, has_next=True, number=2, previous_page_number=1,
            next_page_number=3, paginator=SimpleNamespace(num_pages=7),
        ),
    }  # fmt: skip
