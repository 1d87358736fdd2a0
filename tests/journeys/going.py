"""The client's steps: find a group, get a place, look at it again."""

from tests.journeys.visitor import Visitor

FIRST_DATE = {"en": "Friday, December 18, 1:30\u00a0pm", "fr": "endredi 18 décembre"}


def then_it_is_on_the_public_pages(client: Visitor, title: str) -> None:
    """In the list, in the month, and on a page of its own."""
    client.opens("activities:month", year=2026, month=12)
    client.looks_over()
    client.sees(title)
    client.opens("activities:agenda")
    client.arrives(client.t("What is on"))
    client.sees(title)
    client.opens("activities:list")
    client.arrives(client.t("Activities"))
    client.follows(title)
    client.arrives(title)
    client.sees(FIRST_DATE[client.language])


def when_they_sign_up(client: Visitor, *, name: str, email: str) -> None:
    """Nothing filled in at first, as it happens."""
    client.follows(client.t("Sign up"), within=client.main.locator(".pl-row").first)
    client.arrives(client.t("Sign up"))
    client.presses(client.t("Sign up"), within=client.main)
    client.arrives(client.t("Sign up"), error=True)
    fill_in(client, name=name, email=email)
    client.presses(client.t("Sign up"), within=client.main)


def fill_in(client: Visitor, *, name: str, email: str) -> None:
    client.writes(client.t("Your name"), name)
    client.chooses(client.t("E-mail"))
    client.writes(client.t("Your number or e-mail address"), email)


def then_they_have_a_place(client: Visitor, room: str) -> None:
    """The address is the signed link: opened anew, also where nobody is known, it shows the place."""
    client.arrives(client.t("My place"))
    client.sees(client.t("You have a place"), room)
    client.context.clear_cookies()
    client.page.reload()
    client.sees(client.t("You have a place"), FIRST_DATE[client.language], room)
