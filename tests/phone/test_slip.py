"""A slip by text and by voice over real HTTP: a handset at a stand-in of the provider, the site on the other side."""

import pytest

from activities.models import Booking, BookingState
from core.actors import Channel
from tests.factories.prescriptions import PrescriptionFactory
from tests.notifications.telephone import dated

pytestmark = pytest.mark.django_db(transaction=True)
LINE, NUMBER = "+15195550100", "+15195550142"
BOTH = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def made(centre, language):
    grief = dated(
        centre, title_en="Life Beyond Grief", title_fr="Vivre avec le deuil", join_mode="invitation", sensitive=True
    )
    return PrescriptionFactory(centre=centre, activity=grief, person__language=language)


def then_the_place_is_theirs_and_nobody_was_named(made, said):
    booking = Booking.objects.get()
    assert (booking.person, booking.channel, booking.state) == (
        made.person,
        Channel.PRESCRIPTION,
        BookingState.CONFIRMED,
    )
    assert [word for word in ("Brian", "Grief", "deuil", made.code) if word in said] == []


@BOTH
def test_place_by_text(network, made, language):
    asks, yours = {
        "en": ("Guelph CHC. When will you come? Answer with a number.", "The place is yours: "),
        "fr": ("CSC de Guelph. Quand viendrez-vous? Répondez par un chiffre.", "La place est à vous : "),
    }[language]
    [dates] = network.handset.text(NUMBER, LINE, f"RX {made.code_shown}")
    assert dates.startswith(asks)
    [placed] = network.handset.text(NUMBER, LINE, "1")
    assert placed.startswith(yours)
    then_the_place_is_theirs_and_nobody_was_named(made, dates + placed)


@BOTH
def test_place_by_voice(network, made, language):
    key, tongue, asks, yours = {
        "en": ("1", "en-CA", "Key in the nine digits on your slip.", "The place is yours: your group, "),
        "fr": ("2", "fr-CA", "Composez les neuf chiffres de votre feuillet.", "La place est à vous : votre groupe, "),
    }[language]
    call = network.handset.call(NUMBER, LINE)
    call.press(key)
    call.press("6")
    assert _last_words(call).startswith(asks)
    call.press(f"{made.code}#")
    dates = _last_words(call)
    call.press("1")
    assert _last_words(call).startswith(yours)
    assert {language for language, _words in call.heard} == {tongue}
    then_the_place_is_theirs_and_nobody_was_named(made, dates + _last_words(call))
    call.hang_up()
    assert network.alerts.codes() == []


def _last_words(call):
    return " ".join(words for _language, words in call.heard)
