"""What somebody tells who would like to come. What is not needed is not asked, and nothing is asked twice."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services import signing_up
from core import dates
from core.errors import DomainError
from core.forms import CountedTextarea, Form, PublicForm, Radios
from people.models import Person
from people.models.contact import ContactKind

ON_MY_OWN, LIFT = "own", "lift"
ONE, EVERY = "one", "every"


class TakingPart(Form):
    """What is asked of everybody, and can be changed later."""

    brings_someone = forms.BooleanField(label=_("I am bringing someone"), required=False)
    access_needs = forms.CharField(
        label=_("Is there anything that would help you take part?"),
        help_text=_("Such as a chair with arms, large print or a quiet corner. The centre's staff read this."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    transport = forms.ChoiceField(
        label=_("How will you get there?"),
        choices=[(ON_MY_OWN, _("I come on my own")), (LIFT, _("I would like a lift"))],
        initial=ON_MY_OWN,
        widget=Radios(hints={LIFT: _("The centre looks for somebody who can drive you, and calls you.")}),
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brings_someone"].help_text = (
            gettext("A friend, a relative or a helper. We then keep two places.")
            if session.activity.companion_takes_seat
            else gettext("A friend, a relative or a helper. Your support person does not take a place.")
        )
        if not session.centre.arranges_lifts or session.venue_id is None:
            del self.fields["transport"]

    @classmethod
    def of(cls, booking: Booking, data: Any = None) -> "TakingPart":
        """The answers as they stand for a place. Needs the session with its activity and centre."""
        initial = {
            "brings_someone": booking.brings_someone,
            "access_needs": booking.access_needs,
            "transport": LIFT if booking.wants_lift else ON_MY_OWN,
        }
        return cls(data, initial=initial, session=booking.session)

    @property
    def wants_lift(self) -> bool | None:
        """None where it was not asked."""
        return self.cleaned_data["transport"] == LIFT if "transport" in self.fields else None


class OwnSignUpForm(TakingPart):
    """For somebody whom we know: `person`, or an account that is nobody yet."""

    every_time = forms.ChoiceField(
        label=_("How often would you like to come?"), choices=[(ONE, _("Only this date")), (EVERY, "")], widget=Radios
    )
    interpreter = forms.CharField(
        label=_("Would you like an interpreter? Which language?"),
        max_length=60,
        required=False,
        help_text=_("Spoken or signed, such as Arabic or ASL. Leave this empty if you need none."),
    )
    share_needs = forms.BooleanField(
        label=_("The group's leader may see this"),
        required=False,
        help_text=_("Otherwise only the centre's staff know what would help you."),
    )
    # Sent twice, booked once; and what the page had promised, so that a place lost meanwhile is spoken of.
    request_key = forms.UUIDField(widget=forms.HiddenInput)
    expected = forms.ChoiceField(choices=[("place", ""), ("wait", "")], required=False, widget=forms.HiddenInput)

    field_order: tuple[str, ...] = (
        "every_time",
        "brings_someone",
        "access_needs",
        "interpreter",
        "share_needs",
        "transport",
    )

    def __init__(
        self, *args: Any, session: Session, person: Person | None, outlook: signing_up.Outlook, **kwargs: Any
    ) -> None:
        """`outlook.dates` are those of "every time", where that can be chosen."""
        super().__init__(*args, session=session, **kwargs)
        mode = session.activity.join_mode
        if mode == JoinMode.STANDING and outlook.dates:
            self._offer_every_time(outlook.dates[0])
        else:
            del self.fields["every_time"]
        unasked: tuple[str, ...] = ()
        if mode == JoinMode.DROP_IN:
            unasked = ("brings_someone", "access_needs", "interpreter", "share_needs", "transport")
        elif person and person.needs_asked_at:
            unasked = ("access_needs", "interpreter", "share_needs")
        for name in unasked:
            self.fields.pop(name, None)

    def _offer_every_time(self, first: Session) -> None:
        words = gettext("Every time, from %(day)s on") % {"day": dates.day(first.local_start.date())}
        field = self.fields["every_time"]
        field.choices = [(ONE, _("Only this date")), (EVERY, capfirst(words))]  # type: ignore[attr-defined]
        field.widget.hints = {EVERY: gettext("You can skip a date or stop when you like.")}

    @property
    def wishes(self) -> signing_up.Wishes:
        """As the services ask for it."""
        said = self.cleaned_data
        needs, interpreter = said.get("access_needs", ""), said.get("interpreter", "").strip()
        return signing_up.Wishes(
            companions=int(said.get("brings_someone", False)),
            access_needs=needs,
            interpreter=interpreter,
            asked_needs="access_needs" in self.fields,
            share_needs=bool(said.get("share_needs") and (needs or interpreter)),
            wants_lift=bool(self.wants_lift),
            every_time=said.get("every_time") == EVERY,
        )


class SignUpForm(OwnSignUpForm, PublicForm):
    """For somebody without an account: a name, and one way to be reached."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The name that people call you by."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_kind = forms.ChoiceField(
        label=_("How can we reach you?"),
        choices=[
            (ContactKind.MOBILE, _("Mobile telephone")),
            (ContactKind.LANDLINE, _("Landline")),
            (ContactKind.EMAIL, _("E-mail")),
        ],
        widget=Radios(
            hints={
                ContactKind.MOBILE: _("We can send it text messages."),
                ContactKind.LANDLINE: _("We call it."),
            }
        ),
    )
    contact = forms.CharField(label=_("Your number or e-mail address"), max_length=254)
    voicemail_ok = forms.BooleanField(
        label=_("You may leave a message on my voicemail"),
        required=False,
    )
    field_order = ("name", "contact_kind", "contact", "voicemail_ok", *OwnSignUpForm.field_order)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, session=session, person=None, **kwargs)
        if session.activity.join_mode == JoinMode.DROP_IN:
            self.fields["contact"].help_text = gettext("So that we can tell you if this date is cancelled.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("contact") and cleaned.get("contact_kind"):
            try:
                cleaned["contact"] = signing_up.check_reach(cleaned["contact"], ContactKind(cleaned["contact_kind"]))
            except DomainError as error:
                self.refuse(error, "contact")
        return cleaned

    def stranger(self, *, language: str) -> signing_up.Stranger:
        cleaned = self.cleaned_data
        return signing_up.Stranger(
            name=cleaned["name"].strip(),
            contact=cleaned["contact"],
            contact_kind=ContactKind(cleaned["contact_kind"]),
            voicemail_ok=cleaned["voicemail_ok"],
            language=language,
        )
