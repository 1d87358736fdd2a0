"""The champion's steps: from an idea to a proposal that is sent, and sent again."""

from activities.answers import STEPS
from activities.choices import Frequency, JoinMode
from core.languages import Spoken
from tests.factories.people import PASSWORD
from tests.journeys.visitor import Visitor

STARTS_AT = {"en": "1:30 pm", "fr": "13 h 30"}
FIRST_DATE = {"en": "Friday, December 18", "fr": "vendredi 18 décembre"}
OTHER_LANGUAGE = {"en": "Look at the English text", "fr": "Look at the French text"}  # the idea brings both
HOLIDAY = {"en": "Christmas Day", "fr": "Noël"}
CHRISTMAS = {"en": "Friday, December 25", "fr": "vendredi 25 décembre"}


def _title(champion: Visitor, number: int) -> str:
    step = champion.t("step %(number)s of %(total)s", number=number, total=len(STEPS))
    return f"{champion.t(STEPS[number - 1])} – {step}"


def when_they_sign_in(champion: Visitor, email: str) -> None:
    champion.opens("account_login")
    champion.arrives(champion.t("Sign in"))
    champion.writes_into("#id_login", email)
    champion.writes_into("#id_password", PASSWORD)
    champion.presses(champion.t("Sign in"), within=champion.main)
    champion.arrives(champion.t("My page"))


def when_they_start_from_card_night(champion: Visitor) -> None:
    champion.follows(champion.t("Start a group"), within=champion.main)
    champion.arrives(champion.t("Start a group"))
    champion.follows({"en": "Card night", "fr": "Soirée de cartes"}[champion.language])
    champion.arrives(_title(champion, 1))


def when_they_tell_their_idea(champion: Visitor) -> None:
    """A name is asked for: without one the page says so, at the top and at the field."""
    champion.writes_into(f"#id_title_{champion.language}", "")
    champion.presses(champion.t("Save and continue"))
    champion.arrives(_title(champion, 1), error=True)
    champion.sees(champion.t("Please fill this in."))
    champion.writes_into(f"#id_title_{champion.language}", "Cards with Terry")
    other = {"en": "fr", "fr": "en"}[champion.language]
    champion.opens_up(champion.t(OTHER_LANGUAGE[other]))
    champion.writes_into(f"#id_title_{other}", "Cartes avec Terry")
    champion.presses(champion.t("Save and continue"))
    champion.arrives(_title(champion, 2))


def when_they_choose_the_dates(champion: Visitor) -> None:
    """Fridays over Christmas: the dates come up in words while one chooses."""
    champion.chooses(champion.t(Frequency.WEEKLY.label))
    for part, value in enumerate(("18", "12", "2026")):
        champion.writes_into(f"#id_start_date_{part}", value)
    champion.writes(champion.t("When does it start?"), STARTS_AT[champion.language])
    champion.taps(champion.t("Show the dates"))
    champion.sees(FIRST_DATE[champion.language], CHRISTMAS[champion.language])
    champion.sees(
        champion.t(
            "%(reason)s: the group does not meet.", reason={"en": "Christmas Day", "fr": "Noël"}[champion.language]
        )
    )
    champion.arrives(_title(champion, 2))
    champion.presses(champion.t("Save and continue"))


def when_they_answer_the_rest(champion: Visitor, room: str) -> None:
    champion.arrives(_title(champion, 3))
    champion.chooses(room)
    champion.presses(champion.t("Save and continue"))
    champion.arrives(_title(champion, 4))
    champion.chooses(champion.t(JoinMode.SIGN_UP.label))
    champion.writes(champion.t("How many people can take part?"), "8")
    champion.chooses(champion.t("No, anybody may know"))
    champion.presses(champion.t("Save and continue"))
    champion.arrives(_title(champion, 5))
    champion.chooses(champion.t(Spoken(champion.language).label))
    champion.presses(champion.t("Save and continue"))


def when_they_send_it(champion: Visitor) -> None:
    champion.arrives(champion.t("Check your answers"))
    champion.sees("Cards with Terry", FIRST_DATE[champion.language])
    champion.presses(champion.t("Send to the centre"))
    champion.arrives(champion.t("Your proposal"))
    champion.sees(champion.t("Sent. The centre looks at it and answers you."))


def then_they_see_the_comment_and_send_it_again(champion: Visitor, comment: str) -> None:
    champion.opens("my:home")
    champion.arrives(champion.t("My page"))
    champion.follows("Cards with Terry")
    champion.arrives(champion.t("Your proposal"))
    champion.sees(comment)
    champion.follows(champion.t("See what is asked and answer"))
    champion.arrives(champion.t("Check your answers"))
    row = champion.main.locator(".govuk-summary-list__row").filter(has_text=comment)
    champion.follows(champion.t("Change"), within=row)
    champion.arrives(_title(champion, 4))
    champion.sees(comment)
    champion.writes(champion.t("How many people can take part?"), "6")
    champion.presses(champion.t("Save and continue"))
    champion.arrives(champion.t("Check your answers"))
    champion.presses(champion.t("Send again"))
    champion.arrives(champion.t("Your proposal"))
    champion.sees(champion.t("Sent again"))


def then_they_read_that_it_is_on_the_site(champion: Visitor) -> None:
    champion.opens("my:home")
    ideas = champion.main.get_by_role("heading", name=champion.t("My ideas for groups"))
    champion.follows("Cards with Terry", within=ideas.locator("xpath=following-sibling::ul[1]"))
    champion.arrives(champion.t("Your proposal"))
    champion.sees(champion.t("It is on the site. Thank you for starting something."))
