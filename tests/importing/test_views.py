"""The pages: a file, what would become of it, and its drafts."""

import random
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.importing import template, words
from activities.importing.found import NotRead, Remark
from activities.models import Activity, ActivityState
from activities.services import importing
from tests.activities.test_review_views import FRAME, text_of
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.importing.test_importing import FILES, TEA, ics

pytestmark = pytest.mark.django_db
MONDAY = "2026-12-01T14:00Z"


@pytest.fixture(autouse=True)
def _on_a_day(time_machine):
    time_machine.move_to(MONDAY)


@pytest.fixture
def centre():
    return CentreFactory(slug="maple-falls")


@pytest.fixture
def room(centre):
    return VenueFactory(centre=centre, name_en="The Lamp Room", name_fr="La Salle de la Lampe")


@pytest.fixture
def desk(client, centre):
    client.force_login(StaffRoleFactory(centre=centre).user)
    return client


def url(name, *args):
    return reverse(f"desk_activities:{name}", args=args)


def send(desk, content, name="schedule.ics", **fields):
    return desk.post(url("import"), {"file": SimpleUploadedFile(name, content), "language": "en", **fields})


def sent_on(answer, **fields):
    """What the button of the dry run sends."""
    found = answer.context["found"]
    lines = [item.found.line for item in found.to_make]
    return {"sealed": answer.context["sealed"], "shown": found.digest, "take": lines, **fields}


def test_dry_run_shows_everything_and_makes_nothing(desk, room):
    answer = send(desk, (FILES / "google.ics").read_bytes())

    text = text_of(answer)
    for said in (
        "Knitting Circle",
        "Every Tuesday, 1:30\xa0pm to 3\xa0pm · The Lamp Room",
        "(3 dates are called off, 1 date is moved)",
        "Which place is “Harbour Hall”?",
        "It lasts all day.",
        "It is over: no date lies ahead.",
        "Descriptions do not come along",
    ):
        assert " ".join(said.split()) in text
    assert Activity.objects.count() == 0


def test_button_makes_what_was_shown_with_the_place_that_was_chosen(desk, room):
    hall = VenueFactory(centre=room.centre, name_en="The Hall")
    answer = send(desk, (FILES / "google.ics").read_bytes())

    done = desk.post(url("import_make"), sent_on(answer, **{"place-0": hall.pk}), follow=True)

    assert "3 drafts are here now." in text_of(done)
    made = Activity.objects.order_by("title_en").values_list("title_en", "venue", "state")
    assert list(made) == [
        ("Chair Yoga", hall.pk, ActivityState.DRAFT),
        ("Community Supper", None, ActivityState.DRAFT),
        ("Knitting Circle", room.pk, ActivityState.DRAFT),
    ]


def test_second_time_there_is_nothing_to_make(desk, room):
    content = (FILES / "outlook.ics").read_bytes()
    desk.post(url("import_make"), sent_on(send(desk, content)))
    answer = send(desk, content)
    assert answer.context["found"].to_make == []
    assert "Nothing would be made or changed." in text_of(answer)


def test_colleague_was_faster(desk, room):
    answer = send(desk, ics(TEA))
    desk.post(url("import_make"), sent_on(answer))
    again = desk.post(url("import_make"), sent_on(answer))
    assert "Something has changed since you looked." in text_of(again)
    assert Activity.objects.count() == 1


def test_sealed_file_is_good_for_an_hour_and_for_one_account(desk, client, centre, room, time_machine):
    answer = send(desk, ics(TEA))
    client.force_login(StaffRoleFactory(centre=centre).user)
    assert client.post(url("import_make"), sent_on(answer))["Location"] == url("import")
    mine = sent_on(send(client, ics(TEA)))
    time_machine.move_to("2026-12-01T15:01Z")
    assert client.post(url("import_make"), mine)["Location"] == url("import")
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("junk", ["", "x", "a:b:c", "\x00"])
def test_forged_seal_makes_nothing(desk, room, junk):
    answer = desk.post(url("import_make"), {"sealed": junk, "shown": junk, "take": ["x", "1" * 5000, "²"]})
    assert answer["Location"] == url("import")


def test_file_and_button_hold_no_address_with_words(desk, room):
    answer = send(desk, ics(TEA))
    assert answer.request["QUERY_STRING"] == ""
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", b"BEGIN:VCALENDAR", "é,ü".encode()])
def test_hostile_file_is_an_error_at_the_field(desk, room, content):
    answer = send(desk, content)
    assert answer.status_code == 200
    if "found" not in (answer.context or {}):
        assert list(answer.context["form"].errors) == ["file"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    file=st.sampled_from(["google.ics", "outlook.ics", "template"]),
    cuts=st.integers(1, 30),
)
def test_damaged_files_are_read_or_refused(centre, seed, file, cuts):
    dice = random.Random(seed)
    content = bytearray(template.workbook("fr") if file == "template" else (FILES / file).read_bytes())
    for _number in range(cuts):
        at = dice.randrange(len(content))
        content[at : at + dice.randrange(1, 4)] = dice.randbytes(dice.randrange(4))
    assert all(isinstance(sentence, str) for sentence in everything_said(bytes(content), centre))


def everything_said(content, centre) -> list[str]:
    """All sentences of a dry run; the one of a file of which nothing can be made."""
    try:
        found = importing.look(importing.read(content, centre=centre), centre=centre)
    except NotRead as no:
        return [words.said(no.remark)]
    remarks = [remark for item in found.items for remark in item.remarks]
    return [words.said(remark) for remark in [*remarks, *(one.why for one in found.reading.unread)]]


LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:x", "SUMMARY:Tea", "DURATION:PT1H",
     "DURATION:P9999999999D", "DTSTART:20261202T140000", "DTSTART:99991231T235959Z", "DTSTART;TZID=../x:20261202T14",
     "DTEND:00010101T000000", "RRULE:FREQ=WEEKLY;COUNT=999999", "RRULE:FREQ=MONTHLY;BYDAY=5MO;INTERVAL=999",
     "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z", "RRULE:FREQ=WEEKLY;WKST=XX", "RDATE:,,,", "EXDATE:x,20261202",
     "RECURRENCE-ID:20261209T140000", "RECURRENCE-ID;VALUE=DATE:20261209", "STATUS:CANCELLED", "SEQUENCE:-9",
     "TZID:x", "TZOFFSETTO:+9999", "X-LIC-LOCATION:America/Toronto", " folded", "\tfolded", ":", ";=", "X;Y=\"Z"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=40))
def test_lines_in_any_order_are_read_or_refused(centre, lines):
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
    assert all(isinstance(sentence, str) for sentence in everything_said(text.encode(), centre))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_template_can_be_read_as_it_is(desk, room, language):
    answer = desk.get(url("import_sheet", language))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    found = send(desk, answer.content, "schedule.xlsx").context["found"]
    assert (len(found.items), found.reading.unread) == (2, ())
    assert [item.remarks for item in found.items] == [(), ()]


def test_template_in_no_other_language(desk):
    assert desk.get(url("import_sheet", "de")).status_code == 404


def test_every_remark_has_its_places():
    for code, text in words.WORDS.items():
        names = set(re.findall(r"%\((\w+)\)", str(text)))
        assert words.said(Remark.of(code, **dict.fromkeys(names, 7)))


# --- Drafts at the desk ---------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_draft_and_for_three(desk, centre, count, django_assert_num_queries):
    for _number in range(count):
        ActivityFactory(centre=centre, draft=True, leaders=[ChampionFactory(centre=centre)])
    with django_assert_num_queries(FRAME + 3):  # how many, groups, leaders
        answer = desk.get(url("list"))
    assert len(answer.context["rows"]) == count
    assert "Still needed: how people join, and whether it is private" in text_of(answer)


def test_drafts_come_first_and_then_what_is_on_the_site(desk, centre):
    ended = ActivityFactory(centre=centre, state=ActivityState.ENDED)
    on_site = ActivityFactory(centre=centre)
    draft = ActivityFactory(centre=centre, draft=True)
    assert [row[0] for row in desk.get(url("list")).context["rows"]] == [draft, on_site, ended]


def answers(draft, **fields):
    """The form of a draft, filled in."""
    leader = ChampionFactory(centre=draft.centre)
    return {
        "title_en": "Tea",
        "kind": "social",
        "venue": draft.venue_id,
        "leaders": [leader.pk],
        "join_mode": "drop_in",
        "sensitive": "no",
        **fields,
    }


def test_completed_draft_is_put_on_the_site_with_one_button(desk, centre, room):
    draft = ActivityFactory(centre=centre, venue=room, draft=True)
    answer = desk.post(url("draft", draft.pk), answers(draft, publish="1"), follow=True)
    assert "The group is on the site now." in text_of(answer)
    draft.refresh_from_db()
    assert (draft.state, draft.slug, draft.join_mode) == (ActivityState.PUBLISHED, "tea", "drop_in")


def test_draft_without_a_place_is_kept_and_stays_a_draft(desk, centre):
    draft = ActivityFactory(centre=centre, venue=None, draft=True)
    answer = desk.post(url("draft", draft.pk), answers(draft, venue="", publish="1"))
    assert "Something is still missing." in text_of(answer)
    draft.refresh_from_db()
    assert (draft.state, draft.title_en) == (ActivityState.DRAFT, "Tea")


def test_draft_asks_whether_it_is_private(desk, centre, room):
    draft = ActivityFactory(centre=centre, venue=room, draft=True)
    page = desk.get(url("draft", draft.pk))
    assert page.context["form"]["sensitive"].value() is None
    answer = desk.post(url("draft", draft.pk), answers(draft, sensitive=""))
    assert list(answer.context["form"].errors) == ["sensitive"]


def test_draft_needs_a_name_in_one_language(desk, centre, room):
    draft = ActivityFactory(centre=centre, venue=room, draft=True)
    answer = desk.post(url("draft", draft.pk), answers(draft, title_en=""))
    assert list(answer.context["form"].errors) == ["title_en"]


def test_draft_is_thrown_away(desk, centre):
    draft = ActivityFactory(centre=centre, draft=True)
    assert desk.get(url("discard", draft.pk)).status_code == 200
    assert Activity.objects.count() == 1
    desk.post(url("discard", draft.pk))
    assert Activity.objects.count() == 0


# --- The command ----------------------------------------------------------------------------------


def test_command_shows_and_makes_nothing_until_it_is_told(centre, room, capsys):
    call_command("import_schedule", "maple-falls", str(FILES / "google.ics"))
    shown = capsys.readouterr().out
    assert "Line 27: Knitting Circle – a new draft" in shown
    assert "Centre closed – It lasts all day." in shown
    assert Activity.objects.count() == 0
    call_command("import_schedule", "maple-falls", str(FILES / "google.ics"), "--write")
    assert "3 drafts made or changed." in capsys.readouterr().out
    assert Activity.objects.count() == 3


@pytest.mark.parametrize(
    ("words_", "complaint"),
    [(("nowhere", "x.ics"), "No centre"), (("maple-falls", "missing.ics"), "cannot be opened")],
)
def test_command_names_a_mistake(centre, words_, complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("import_schedule", *words_)


def test_command_refuses_a_file_that_is_none(centre, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("hello")
    with pytest.raises(CommandError, match="No row with the headings"):
        call_command("import_schedule", "maple-falls", str(path))
