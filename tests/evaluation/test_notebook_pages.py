"""The notebook's pages: who opens them, what stands there, and what a form keeps when it is refused."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.actors import Role
from evaluation.models import Trial, TrialState, Verdict
from evaluation.notebook_figures import quarters
from evaluation.notebook_presenters import shared_words
from evaluation.services import notebook
from people.models import User
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.notebook import TrialFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("America/Toronto"))
LIST, SHARED = "desk_notebook:list", "desk_notebook:shared"
TODAY = {"begins_on_day": "28", "begins_on_month": "11", "begins_on_year": "2026"}
LATER = {"look_on_day": "27", "look_on_month": "2", "look_on_year": "2027"}
PLAN = {"title": "A call the day before", "tries": "We call.", "expects": "More come.", "language": "en"}


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOW, tick=False)
    cache.clear()


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def desk(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def address(name, trial=None, language="en"):
    made = reverse(f"desk_notebook:{name}", args=[trial.public_id] if trial else None)
    return made.replace("/en/", f"/{language}/")


def edition(trial):
    return notebook.edition_of(Trial.objects.get(pk=trial.pk))


def text(response):
    return " ".join(response.content.decode().split())


def read(client, name, trial=None, language="en"):
    return text(client.get(address(name, trial, language)))


# --- who opens what ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["list", "shared", "trial", "chart"])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.MANAGER, 200),
        (Role.EVALUATOR, 200),
        (Role.LINK_WORKER, 403),
        (Role.PROVIDER, 403),
    ],
)
def test_who_reads_at_the_centre(centre, name, role, status):
    trial = TrialFactory(centre=centre) if name in {"trial", "chart"} else None
    assert staff_client(role, centre=centre).get(address(name, trial)).status_code == status


@pytest.mark.parametrize("name", ["new", "change", "share"])
def test_an_evaluator_writes_nothing(centre, name):
    reader = staff_client(Role.EVALUATOR, centre=centre)
    trial = TrialFactory(centre=centre, looking=True)
    assert reader.get(address(name, trial if name != "new" else None)).status_code == 403
    assert reader.post(address("step", trial), {"step": "decide"}).status_code == 403
    assert "Save what we decided" not in read(reader, "trial", trial)
    assert "Try something new" not in read(reader, "list")


def test_an_evaluator_reads_no_name_of_staff_and_no_group(centre, desk):
    group = ActivityFactory(centre=centre, title_en="Zinnia Circle", sensitive=True)
    writer = UserFactory(name="Zephyrine Quill")
    trial = TrialFactory(centre=centre, activity=group, made_by=writer)
    page = read(staff_client(Role.EVALUATOR, centre=centre), "trial", trial)
    assert "Zinnia" not in page
    assert "Zephyrine" not in page
    page = read(desk, "trial", trial)
    assert "Zinnia Circle" in page
    assert "Zephyrine Quill" in page


def test_a_champion_and_a_visitor_stay_outside(client, centre):
    champion = ChampionFactory(centre=centre, person=PersonFactory(with_account=True, centres=[centre]))
    trial = TrialFactory(centre=centre, shared=True)
    assert signed_in(champion.person.user).get(address("trial", trial)).status_code == 403
    assert client.get(address("trial", trial)).status_code == 302


def test_a_stranger_finds_only_what_is_shared_and_changes_nothing(centre):
    stranger = staff_client(Role.MANAGER)
    kept = TrialFactory(centre=centre, over=True)
    assert stranger.get(address("trial", kept)).status_code == 404
    told = TrialFactory(centre=centre, shared=True)
    assert stranger.get(address("trial", told)).status_code == 200
    for name in ("change", "share", "chart"):
        assert stranger.get(address(name, told)).status_code == 404
    for name in ("step", "withdraw", "share", "change"):
        assert stranger.post(address(name, told), {"step": "drop", "why": "So."}).status_code == 404
    assert stranger.post(address("take_up", kept)).status_code == 404


# --- from the plan to the end ----------------------------------------------------------------------
def test_planning_leads_to_its_page(centre, desk):
    group = ActivityFactory(centre=centre)
    sent = {**PLAN, **TODAY, **LATER, "indicator": "source", "activity": group.pk}
    response = desk.post(address("new"), sent)
    made = Trial.objects.get()
    assert response["Location"] == address("trial", made)
    assert (made.activity, made.indicator, made.made_by.email) == (group, "source", User.objects.get().email)
    page = read(desk, "trial", made)
    assert group.title in page
    assert "We have begun" in page


def test_a_plan_that_is_refused_says_where_and_loses_nothing(desk):
    wrong = {**PLAN, **TODAY, "look_on_day": "27", "look_on_month": "2", "look_on_year": "2026", "expects": ""}
    page = text(desk.post(address("new"), wrong))
    assert "Error:" in page
    assert "Please fill this in." in page
    assert 'value="A call the day before"' in page
    page = text(desk.post(address("new"), {**wrong, "expects": "More come."}))
    assert 'href="#id_look_on_0"' in page
    assert "Choose a day after the one on which it begins." in page
    assert ">More come.</textarea>" in page.replace("> ", ">").replace(" <", "<")
    assert not Trial.objects.exists()


def test_a_group_of_another_centre_is_not_offered(desk):
    other = ActivityFactory()
    page = text(desk.post(address("new"), {**PLAN, **TODAY, **LATER, "activity": other.pk}))
    assert "Error:" in page
    assert other.title not in page
    assert not Trial.objects.exists()


def test_each_step_has_its_form(centre, desk):
    trial = TrialFactory(centre=centre)
    desk.post(address("step", trial), {"step": "start", **TODAY, **LATER})
    assert Trial.objects.get().state == TrialState.DOING
    assert "Save what we saw" in read(desk, "trial", trial)
    desk.post(address("step", trial), {"step": "look", "saw": "More came."})
    page = read(desk, "trial", trial)
    assert "More came." in page
    assert "Save what we decided" in page
    desk.post(address("step", trial), {"step": "decide", "choice": "go_on", **LATER})
    assert Trial.objects.get().state == TrialState.DOING
    assert ">More came.</textarea>" in read(desk, "trial", trial).replace("> ", ">").replace(" <", "<")
    desk.post(address("step", trial), {"step": "look", "saw": "Still more came."})
    desk.post(address("step", trial), {"step": "decide", "choice": "adopt", "keeps": "The call."})
    assert Trial.objects.get().verdict == Verdict.ADOPT
    page = read(desk, "trial", trial)
    assert "We keep it as it is" in page
    assert "Share with other centres" in page


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"choice": "adopt", "keeps": ""}, "id_keeps"),
        ({"choice": "go_on", "keeps": "Later."}, "id_look_on_0"),
        ({"choice": "go_on", "look_on_day": "1", "look_on_month": "1", "look_on_year": "2020"}, "id_look_on_0"),
        ({"keeps": "The call."}, "id_choice_0"),
    ],
)
def test_a_decision_that_is_refused_says_where(centre, desk, sent, where):
    trial = TrialFactory(centre=centre, looking=True)
    page = text(desk.post(address("step", trial), {"step": "decide", **sent}))
    assert f'href="#{where}"' in page
    assert (sent.get("keeps") or "Error:") in page
    assert Trial.objects.get().state == TrialState.LOOKING


def test_who_comes_second_keeps_what_they_typed(centre, desk):
    trial = TrialFactory(centre=centre, looking=True)
    page = text(desk.post(address("step", trial), {"step": "look", "saw": "My own words."}))
    assert "Somebody else was faster" in page
    assert "My own words." in page
    assert Trial.objects.get().saw == "More came."
    assert desk.get(address("step", trial))["Location"] == address("trial", trial)


def test_it_is_left_before_its_end_with_a_reason(centre, desk):
    trial = TrialFactory(centre=centre, doing=True)
    page = text(desk.post(address("step", trial), {"step": "drop", "why": ""}))
    assert 'href="#id_why"' in page
    desk.post(address("step", trial), {"step": "drop", "why": "Nobody had the time."})
    assert Trial.objects.get().state == TrialState.DROPPED
    assert "Nobody had the time." in read(desk, "trial", trial)


def test_words_are_mended_and_those_of_a_group_that_ended_stay(centre, desk):
    group = ActivityFactory(centre=centre, state="ended")
    trial = TrialFactory(centre=centre, shared=True, activity=group)
    page = read(desk, "change", trial)
    assert "Once you save other words, no other centre reads this page any more" in page
    assert "begins_on" not in page
    sent = {**PLAN, "activity": group.pk, "indicator": "source", "saw": "Better.", "keeps": "All of it."}
    response = desk.post(address("change", trial), {**sent, "edition": edition(trial)})
    mended = Trial.objects.get()
    assert (mended.activity, mended.saw, mended.keeps) == (group, "Better.", "All of it.")
    assert response["Location"] == address("share", trial)
    assert "no other centre reads this page now" in text(desk.get(response["Location"]))


def test_mending_what_others_do_not_read_leaves_it_with_them(centre, desk):
    trial = TrialFactory(centre=centre, shared=True)
    kept = {name: getattr(trial, name) for name in ("title", "tries", "expects", "saw", "keeps", "language")}
    sent = {**kept, "indicator": "needs", "edition": edition(trial)}
    assert desk.post(address("change", trial), sent)["Location"] == address("trial", trial)
    assert Trial.objects.get().is_shared


def test_who_mends_second_keeps_what_they_typed_and_reads_what_stands(centre, desk):
    trial = TrialFactory(centre=centre, looking=True)
    group = ActivityFactory(centre=centre)
    sent = {**PLAN, **LATER, "indicator": "source", "saw": "His words.", "edition": edition(trial)}
    hers = {**sent, "saw": "Her words.", "activity": group.pk}
    assert desk.post(address("change", trial), {**hers, **TODAY}).status_code == 302
    page = text(desk.post(address("change", trial), {**sent, **TODAY}))
    assert "Somebody else was faster" in page
    assert page.index("This is what stands there now") < page.index("Her words.") < page.index("His words.")
    assert (
        group.title
        in page.partition("<form")[0] + page.partition("This is what stands there now")[2].partition("<form")[0]
    )
    assert Trial.objects.get().saw == "Her words."
    found = re.search(r'name="edition" value="(\w+)"', page)
    desk.post(address("change", trial), {**sent, **TODAY, "edition": found[1]})
    assert Trial.objects.get().saw == "His words."


# --- the numbers -------------------------------------------------------------------------------
def prescribe(centre, how_many, days=5):
    for _nth in range(how_many):
        PrescriptionFactory(centre=centre, written_at=NOW - timedelta(days=days))


def test_the_number_stands_there_with_a_mark_where_it_began(centre, desk):
    prescribe(centre, 17)
    prescribe(centre, 4, days=100)
    trial = TrialFactory(centre=centre, doing=True)
    page = read(desk, "trial", trial)
    assert "July–Sept. 2026 (here we began)" in page
    assert "Oct.–Dec. 2026<" in page.replace("> ", ">").replace(" <", "<")
    assert ">17<" in page.replace(" ", "")
    assert ">4<" not in page.replace(" ", "")
    picture = desk.get(address("chart", trial)).content.decode()
    assert "(here we began)" in picture
    assert ">17<" in picture
    assert "juill. à sept. 2026" in read(desk, "trial", trial, "fr")


def test_what_counts_in_several_lines_is_drawn_quarter_by_quarter(centre, desk):
    prescribe(centre, 17)
    trial = TrialFactory(centre=centre, doing=True, indicator="needs")
    picture = desk.get(address("chart", trial)).content.decode()
    assert "Jan.–March 2026" in picture
    assert ">17<" in picture


def numbers(page):
    """Those that one reads: an address or a token may hold any digits."""
    return set(re.findall(r"\d+", re.sub(r"<[^>]*>", " ", page)))


def test_a_trial_of_long_ago_shows_the_two_years_around_its_beginning(centre, desk):
    trial = TrialFactory(centre=centre, over=True, begins_on=date(2021, 5, 1))
    page = read(desk, "trial", trial)
    assert "Jan.–March 2021" in page
    assert "Oct.–Dec. 2022" in page
    assert "2023" not in numbers(page)


def test_a_trial_that_watches_no_number_has_no_picture(centre, desk):
    trial = TrialFactory(centre=centre, indicator="")
    assert "No number is watched here" in read(desk, "trial", trial)
    assert desk.get(address("chart", trial)).status_code == 404


def test_other_centres_read_words_and_no_number(centre):
    """Whatever a stranger tries: the page, its chart, and what they make of it, which counts their own centre."""
    prescribe(centre, 47)
    group = ActivityFactory(centre=centre, title_en="Zinnia Circle")
    began = NOW.date() - timedelta(days=91)
    trial = TrialFactory(centre=centre, shared=True, activity=group, begins_on=began, language="fr")
    elsewhere = CentreFactory()
    prescribe(elsewhere, 31)
    stranger = staff_client(Role.MANAGER, centre=elsewhere)
    page = read(stranger, "trial", trial)
    assert all(words in page for words in (trial.title, trial.tries, trial.keeps, str(centre.name)))
    assert 'lang="fr"' in page
    main = page.partition("<main")[2].partition("</main")[0]
    for hidden in ("<img", "<table", "Zinnia", "Prescriptions, by who wrote them"):
        assert hidden not in main
    assert not {"47", "2026"} & numbers(main)
    assert stranger.get(address("chart", trial)).status_code == 404
    stranger.post(address("take_up", trial))
    made = Trial.objects.get(centre=elsewhere)
    own = read(stranger, "trial", made)
    assert ">31<" in own.replace(" ", "")
    assert "47" not in numbers(own.partition("<main")[2])
    assert ">47<" not in stranger.get(address("chart", made)).content.decode()
    assert f"an idea of {centre.name}" in own


# --- sharing ---------------------------------------------------------------------------------
def test_sharing_shows_first_what_others_read(centre, desk):
    trial = TrialFactory(centre=centre, over=True, title="A call", saw="12 came, and 3 stayed until 8:30.")
    page = read(desk, "share", trial)
    assert "Numbers stand in these words: 12 · 3 · 8:30." in page
    assert "Error:" in text(desk.post(address("share", trial), {}))
    assert not Trial.objects.get().is_shared
    desk.post(address("share", trial), {"is_read": "on", "edition": edition(trial)})
    assert Trial.objects.get().is_shared
    stranger = staff_client(Role.COORDINATOR)
    assert trial.title in read(stranger, "shared")
    desk.post(address("withdraw", trial))
    assert trial.title not in read(stranger, "shared")
    assert stranger.get(address("trial", trial)).status_code == 404


def test_what_is_not_over_cannot_be_shared(centre, desk):
    trial = TrialFactory(centre=centre, looking=True)
    page = text(desk.post(address("share", trial), {"is_read": "on", "edition": edition(trial)}))
    assert "Other centres read of it when it has come to an end." in page


def test_what_changed_while_one_read_it_is_read_once_more(centre, desk):
    """The tick that was set goes with the words that were read."""
    trial = TrialFactory(centre=centre, over=True)
    seen = re.search(r'name="edition" value="(\w+)"', read(desk, "share", trial))[1]
    Trial.objects.update(saw="Of 2 people, one left.")
    page = text(desk.post(address("share", trial), {"is_read": "on", "edition": seen}))
    assert "Somebody else was faster" in page
    assert "Of 2 people, one left." in page
    assert " checked" not in page
    assert not Trial.objects.get().is_shared
    again = re.search(r'name="edition" value="(\w+)"', page)[1]
    desk.post(address("share", trial), {"is_read": "on", "edition": again})
    assert Trial.objects.get().is_shared


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Three of our five clients came.", ["three", "five"]),
        ("Trois clients sur cinq, et une seule cliente.", ["trois", "cinq", "une seule"]),
        ("Une personne est partie, puis un seul homme.", ["une personne", "un seul"]),
        ("One left, and no one else; one-to-one calls helped one another.", ["one"]),
        ("Un appel la veille, une affiche.", []),
        ("A call for twenty-two of them, at 8:30.", ["8:30"]),
        ("Two came. two stayed.", ["two"]),
    ],
)
def test_numbers_in_words_are_numbers(words, numbers):
    assert (
        shared_words(TrialFactory.build(over=True, tries="", expects="", keeps="", title="", saw=words)).numbers
        == numbers
    )


def test_taking_up_leads_to_the_words(desk):
    theirs = TrialFactory(shared=True)
    response = desk.post(address("take_up", theirs))
    made = Trial.objects.get(came_from=theirs)
    assert response["Location"] == address("change", made)


# --- lists and the desk ------------------------------------------------------------------------
def test_open_ones_stand_with_their_next_step(centre, desk):
    TrialFactory(centre=centre, title="Planned thing", begins_on=NOW.date() + timedelta(days=7))
    TrialFactory(centre=centre, title="Running thing", doing=True)
    TrialFactory(centre=centre, title="Undecided thing", looking=True)
    TrialFactory(title="Thing of others")
    page = read(desk, "list")
    assert "Begin: December 5" in page
    assert "Look again: November 28" in page
    assert "Decide what you keep" in page
    assert "Thing of others" not in page
    french = read(desk, "list", language="fr")
    assert "Running thing" in french
    assert 'lang="en"' in french


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "traits", "queries"), [("list", {"doing": True}, 8), ("list", {"over": True}, 9)])
def test_own_list_takes_the_same_queries(centre, desk, name, traits, queries, many, django_assert_num_queries):
    TrialFactory.create_batch(many, centre=centre, **traits)
    read(desk, name)
    with django_assert_num_queries(queries):
        assert read(desk, name).count("pl-row__title") == many


@pytest.mark.parametrize("many", [1, 3])
def test_list_of_others_takes_the_same_queries(desk, many, django_assert_num_queries):
    TrialFactory.create_batch(many, shared=True)
    read(desk, "shared")
    with django_assert_num_queries(7):
        assert read(desk, "shared").count("pl-row__title") == many


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER])
def test_the_desk_says_when_it_is_time(centre, role):
    client = staff_client(role, centre=centre)
    home = reverse("desk:home")
    TrialFactory(doing=True)
    TrialFactory(centre=centre, state=TrialState.DOING, begins_on=NOW.date())
    assert "Time to look again" not in text(client.get(home))
    due = TrialFactory(centre=centre, doing=True)
    page = text(client.get(home))
    assert page.index("Time to look again") > page.index("Worries")
    assert address("trial", due) in page


@pytest.mark.parametrize(
    "traits", [{}, {"shared": True}, {"over": True, "state": TrialState.DROPPED, "verdict": Verdict.ABANDON}]
)
def test_a_trial_is_not_feminine_in_french(centre, desk, traits):
    tags = re.findall(
        r"govuk-tag[^>]*> *([^<]*?) *<", read(desk, "trial", TrialFactory(centre=centre, **traits), "fr")
    )
    assert tags
    assert not {"Prévue", "Gardée", "Abandonnée", "Partagée avec d’autres centres"} & set(tags)


def test_someone_with_two_centres_sees_the_one_where_they_work(centre):
    role = StaffRoleFactory(centre=centre, role=Role.MANAGER)
    StaffRoleFactory(centre=CentreFactory(), role=Role.MANAGER, user=role.user)
    there = TrialFactory(centre=role.user.staff_roles.exclude(centre=centre).get().centre)
    assert signed_in(role.user).get(address("trial", there)).status_code == 404


def test_quarters_reach_from_before_the_beginning_to_today():
    today = NOW.date()
    assert [str(one) for one in quarters(today, today)] == ["2026-1", "2026-2", "2026-3", "2026-4"]
    assert str(quarters(date(2025, 12, 1), today)[0]) == "2025-3"
    assert len(quarters(date(2025, 1, 1), today)) == 8
    assert str(quarters(today + timedelta(days=200), today)[-1]) == "2026-4"
