"""When something is not there, not allowed or too old: the page is one of the family, in both languages."""

from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def then_it_is_one_of_the_family(visitor: Visitor, title: str, status: int) -> None:
    visitor.arrives(visitor.t(title), status=status)
    visitor.sees(visitor.t(title))
    header = visitor.page.get_by_role("banner")
    assert header.get_by_role("link", name="Porchlight").get_attribute("href") == f"/{visitor.language}/"
    assert visitor.page.get_by_role("contentinfo").is_visible()


def test_address_that_does_not_exist(world: World, enter: Enter) -> None:
    visitor = enter()
    visitor.page.goto(f"{visitor.site}/{visitor.language}/no-such-page/")
    then_it_is_one_of_the_family(visitor, "We cannot find that page", 404)


def test_proposal_of_another_centre(world: World, enter: Enter) -> None:
    """For a coordinator elsewhere it does not exist."""
    proposal = ProposalFactory(centre=world.centre, proposer=world.champion, submitted=True)
    stranger = enter(user=world.staff("Sam Leblanc", CentreFactory(slug="elsewhere")))
    stranger.opens("review:proposal", proposal.public_id)
    then_it_is_one_of_the_family(stranger, "We cannot find that page", 404)


def test_register_of_another_centre(world: World, enter: Enter) -> None:
    """The date is public; that there is a register, and who comes, is not."""
    session = SessionFactory(activity=ActivityFactory(centre=world.centre))
    stranger = enter(user=world.staff("Sam Leblanc", CentreFactory(slug="elsewhere")), viewport=DESK)
    stranger.opens("register:show", session.public_id)
    then_it_is_one_of_the_family(stranger, "We cannot find that page", 404)


def test_desk_of_somebody_who_does_not_work_there(world: World, enter: Enter) -> None:
    champion = enter(user=world.champion.person.user)
    champion.opens("desk:home")
    then_it_is_one_of_the_family(champion, "This page is not open to you", 403)


def test_form_that_was_open_too_long(world: World, enter: Enter) -> None:
    visitor = enter()
    visitor.opens("account_login")
    visitor.arrives(visitor.t("Sign in"))
    visitor.context.clear_cookies()
    visitor.writes_into("#id_login", "terry@example.org")
    visitor.writes_into("#id_password", "whatever it is")
    visitor.presses(visitor.t("Sign in"), within=visitor.main)
    then_it_is_one_of_the_family(visitor, "The page was open for too long", 403)
