"""The end of a message in a centre's own words."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cms.models import FriendlyEnd
from notifications import parts
from notifications.models import OutboxMessage, Wording
from notifications.models.wording import kinds
from notifications.services import outbox
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.notifications.test_delivery import placed

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph")


@pytest.fixture
def admin():
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def wording(centre, **fields):
    words = {"words_en": "Coffee is on, {first_name}.", "words_fr": "Le café est prêt, {first_name}."}
    return FriendlyEnd.objects.create(centre=centre, **{"kind": "place-confirmed", **words, **fields})


def said(booking, language):
    [found] = outbox.render(OutboxMessage.objects.filter(person=booking.person), language=language)
    return found.text


@pytest.mark.parametrize(
    ("language", "own", "ours"),
    [("en", "Coffee is on, Rosa.", "please tell us"), ("fr", "Le café est prêt, Rosa.", "dites-le-nous")],
)
def test_centres_own_words_take_the_place_of_ours(centre, language, own, ours, django_capture_on_commit_callbacks):
    booking = placed(centre, PersonFactory(name="Rosa Diaz"))
    assert ours in said(booking, language)
    with django_capture_on_commit_callbacks(execute=True):
        wording(centre)
    assert said(booking, language).endswith(own)
    assert ours not in said(booking, language)


def test_other_centres_and_other_messages_keep_ours(centre, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wording(CentreFactory())
        wording(centre, kind="place-cancelled")
    assert "please tell us" in said(placed(centre, PersonFactory()), "en")


def test_day_time_and_number_are_filled_in(centre, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wording(centre, words_en="{day} at {time}, {centre}, {phone}")
    booking = placed(centre, PersonFactory())
    assert "{" not in said(booking, "en")
    assert said(booking, "en").count("Guelph CHC") == 2


@pytest.mark.parametrize("words", ["{group}", "{day", "day}", "{0}", "{}", "{day!r}", "{day:>40}", "{centre.pk}"])
def test_place_that_cannot_be_filled_is_an_error_at_the_field(centre, words):
    bad = Wording(centre=centre, kind="place-confirmed", words_en="See you!", words_fr=words)
    with pytest.raises(ValidationError) as error:
        bad.full_clean()
    assert list(error.value.message_dict) == ["words_fr"]
    assert "{first_name}, {centre}, {phone}, {day}, {time}" in error.value.message_dict["words_fr"][0]


@pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind, _label in kinds() for language in ("en", "fr")]
)
def test_every_kind_can_be_looked_at_before_it_is_saved(centre, rf, kind, language):
    shown = FriendlyEnd(centre=centre, kind=kind, words_en="Bye!", words_fr="Salut!").get_preview_context(
        rf.get("/"), language
    )
    assert shown["rendered"].text.endswith({"en": "Bye!", "fr": "Salut!"}[language])
    assert shown["parts"] == parts.count(shown["text"])


def test_editor_sees_the_parts_of_a_text_and_what_makes_them_dear(admin, centre):
    own = wording(centre)
    names = {"action": "edit", "centre": centre.pk, "kind": own.kind, "words_en": own.words_en}
    address = reverse(FriendlyEnd.snippet_viewset.get_url_name("preview_on_edit"), args=[own.pk])
    admin.post(address, {**names, "words_fr": "À bientôt, ça ira!"})
    page = admin.get(address, {"mode": "fr"}).text
    assert "À bientôt, ça ira!" in page
    assert re.search(r"\b\d parts: the carrier counts each", page)
    assert "half as much: À ç ô" in page


def test_wrong_place_is_told_in_the_admin_and_nothing_is_lost(admin, centre):
    address = reverse(FriendlyEnd.snippet_viewset.get_url_name("add"))
    typed = {"centre": centre.pk, "kind": "place-confirmed", "words_en": "At {place}", "words_fr": "Bonjour"}
    page = admin.post(address, typed).text
    assert "{place} cannot be filled in." in page
    assert "Bonjour" in page
    assert Wording.objects.count() == 0


# --- Parts of a text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("ê" + "a" * 134, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_the_carriers_do(words, count):
    assert parts.count(words) == count


def test_typographic_marks_are_sent_plain():
    assert parts.plain("« L’été » – 14 h…") == '"L\'été" - 14 h...'
    assert parts.is_basic(parts.plain("« L’été » – 14 h…"))
