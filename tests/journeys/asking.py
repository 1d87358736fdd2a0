"""From asked to active: the steps of whoever asks, of whoever is asked, and of whoever sees to the rest."""

from urllib.parse import urlsplit

from django.utils import translation

from champions import invitation_notices
from champions.forms.applying import EmergencyForm, GiftsForm, HelpForm, WhenForm
from champions.models import ChampionInvitation, Standing
from champions.presenters import BUTTONS
from tests.journeys.visitor import Visitor

WORDS = "You make the whole waiting room laugh. Would you host a card night?"


# --- Whoever asks -------------------------------------------------------------------------------
def when_they_ask_in_three_fields(provider: Visitor, *, name: str, number: str) -> None:
    """Nothing filled in at first, as it happens."""
    provider.opens("desk:home")
    provider.arrives(provider.t("Desk"))
    provider.follows(provider.t("Ask somebody to be a Health Champion"), within=provider.main)
    provider.arrives(provider.t("Ask somebody to be a Health Champion"))
    provider.presses(provider.t("Ask them"))
    provider.arrives(provider.t("Ask somebody to be a Health Champion"), error=True)
    provider.writes(provider.t("Whom do you want to ask?"), name)
    provider.writes(provider.t("Their telephone number or e-mail address"), number)
    provider.writes(provider.t("Your sentence"), WORDS)
    provider.presses(provider.t("Ask them"))
    provider.arrives(provider.t("People you asked"))
    provider.sees(name, provider.t("a coordinator looks whom you mean"))


def then_they_read_what_became_of_it(provider: Visitor, fate: str) -> None:
    provider.opens("champions:asked")
    provider.arrives(provider.t("People you asked"))
    provider.sees(provider.t(fate))


# --- Whoever coordinates volunteers -------------------------------------------------------------
def when_they_say_whom_is_meant(coordinator: Visitor, *, name: str, record: str) -> None:
    coordinator.opens("champions:asked")
    coordinator.arrives(coordinator.t("People you asked"))
    coordinator.follows(name, within=coordinator.main)
    coordinator.arrives(coordinator.t("Whom do they mean?"))
    coordinator.sees(WORDS)
    coordinator.chooses(record)
    coordinator.chooses(coordinator.t("by text message"))
    coordinator.presses(coordinator.t("Ask them"))
    coordinator.arrives(coordinator.t("People you asked"))


def when_they_open_the_file_from_the_board(coordinator: Visitor, name: str) -> None:
    coordinator.opens("champions:board")
    coordinator.arrives(coordinator.t("On the way"))
    coordinator.follows(name, within=coordinator.main)
    coordinator.arrives(coordinator.t("A champion’s file"))


def when_they_plan_coffee(coordinator: Visitor) -> None:
    coordinator.follows(coordinator.t("Change"), within=coordinator.main)
    coordinator.arrives(coordinator.t("What comes next"))
    coordinator.writes(coordinator.t("What comes next?"), "Coffee")
    coordinator.writes_into("#id_next_step_on_0", "14")
    coordinator.writes_into("#id_next_step_on_1", "12")
    coordinator.writes_into("#id_next_step_on_2", "2026")
    coordinator.presses(coordinator.t("Save"))
    coordinator.arrives(coordinator.t("A champion’s file"))
    coordinator.sees("Coffee")


def when_they_go_on_to(coordinator: Visitor, step: str, *, why: str) -> None:
    coordinator.writes(coordinator.t("Why?"), why)
    coordinator.presses(coordinator.t(BUTTONS[step]), within=coordinator.main)
    coordinator.arrives(coordinator.t("A champion’s file"))
    coordinator.sees(why)


def then_the_board_has_nobody_of_that_name(coordinator: Visitor, name: str) -> None:
    coordinator.opens("champions:board")
    coordinator.arrives(coordinator.t("On the way"))
    coordinator.does_not_see(name)
    coordinator.opens("champions:everybody")
    coordinator.arrives(coordinator.t("All champions"))
    coordinator.sees(name, coordinator.t(Standing.ACTIVE.label))


# --- Whoever is asked ---------------------------------------------------------------------------
def when_they_open_the_link(asked: Visitor) -> None:
    asked.page.goto(asked.site + urlsplit(link_for(asked)).path)
    asked.arrives(asked.t("Somebody asks you"))
    asked.sees(WORDS, "Joan Tremaine")


def link_for(asked: Visitor) -> str:
    """The address in the message, in the language of whoever gets it."""
    with translation.override(asked.language):
        return invitation_notices.address(ChampionInvitation.objects.get())


def when_they_say_yes_and_tell_of_themselves(asked: Visitor) -> None:
    """Four short pages; the first is sent empty, as it happens."""
    asked.presses(asked.t("Yes, tell me more"))
    asked.arrives(_title(asked, GiftsForm.title, 1))
    _goes_on(asked)
    asked.arrives(_title(asked, GiftsForm.title, 1), error=True)
    asked.writes(asked.t("What do you love doing, or what are you good at?"), "Cribbage")
    asked.chooses(asked.t("starting or leading a group"))
    _goes_on(asked)
    asked.arrives(_title(asked, WhenForm.title, 2))
    asked.chooses(asked.t("Friday"))
    asked.chooses(asked.t("in the evening"))
    asked.chooses(asked.t("American Sign Language"))
    _goes_on(asked)
    asked.arrives(_title(asked, HelpForm.title, 3))
    asked.writes(asked.t("What would help you to do it well?"), "An ASL interpreter")
    _goes_on(asked)
    asked.arrives(_title(asked, EmergencyForm.title, 4))
    asked.writes(asked.t("Their name"), "Robin Moss")
    asked.writes(asked.t("Their telephone number"), "613-555-0177")
    _goes_on(asked)


def then_they_send_it(asked: Visitor) -> None:
    asked.arrives(asked.t("Check your answers"))
    asked.sees("Cribbage", "Robin Moss")
    asked.presses(asked.t("Send to the centre"))
    asked.arrives(asked.t("Thank you"))
    asked.does_not_see("Cribbage")


def _goes_on(asked: Visitor) -> None:
    asked.presses(asked.t("Save and continue"))


def _title(asked: Visitor, title: object, number: int) -> str:
    step = asked.t("step %(number)s of %(total)s", number=number, total=4)
    return f"{asked.t(title)} – {step}"
