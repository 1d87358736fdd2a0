"""A client answers the centre's questions by text, over two days, and the staff see that they were answered."""

from datetime import timedelta
from typing import Any

from core.actors import SYSTEM, Role
from evaluation.models import Measure, Sitting, SittingState, Way
from evaluation.services import sittings
from people.models.consent import Purpose
from people.services import consents
from tests.factories.evaluation import MeasuringPlanFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor
from tests.factories.prescriptions import CaseFactory, PrescriptionFactory
from tests.fakes.signed import LINE, TOKEN, Handset
from tests.journeys.world import MONDAY, World

SAYS = {
    "en": {
        "begins": "Maple Falls has 4 short questions for you.",
        "left out": "How often do you feel left out?",
        "later": ("LATER", "Of course. Text QUESTIONS on any day until Monday, January 4"),
        "goes on": "Maple Falls has 3 short questions for you.",
        "often": "Often",
        "end": "That was the last one. Thank you!",
    },
    "fr": {
        "begins": "Les Érables a 4 petites questions à vous poser.",
        "left out": "À quelle fréquence vous sentez-vous mis·e à l'écart?",
        "later": ("plus tard", "Bien sûr. D'ici au "),
        "goes on": "Les Érables a 3 petites questions à vous poser.",
        "often": "Souvent",
        "end": "C'était la dernière. Merci!",
    },
}


def given_a_client_who_is_asked(world: World, settings: Any) -> Sitting:
    """Their case was opened today, they agreed to be asked, and the clocks of the site have run."""
    settings.TWILIO_AUTH_TOKEN = TOKEN
    world.centre.line_number = LINE
    world.centre.save()
    rosa = PersonFactory(name="Rosa Diaz", language=world.language, centres=[world.centre])
    ContactPointFactory(person=rosa, value="+15195550142")
    consents.give(person=rosa, purpose=Purpose.EVALUATION, by=SYSTEM)
    MeasuringPlanFactory(centre=world.centre)
    CaseFactory(prescription=PrescriptionFactory(centre=world.centre, person=rosa), opened_at=MONDAY)
    sittings.plan_all()
    [sitting] = sittings.open_due()
    return sitting


def when_they_begin_and_stop(phone: Handset, says: dict[str, Any]) -> None:
    assert phone.text("Questions").startswith(says["begins"])
    phone.text("1")
    assert phone.text("3").startswith(says["left out"])
    word, answer = says["later"]
    assert phone.text(word).startswith(answer)


def when_they_go_on_another_day(phone: Handset, says: dict[str, Any]) -> None:
    assert phone.text("questions").startswith(says["goes on"])
    assert phone.text("1").startswith(says["left out"])
    phone.text(says["often"])
    phone.text("X")
    assert phone.text("2") == says["end"]


def then_the_link_worker_sees_that_it_was_answered(world: World, sitting: Sitting) -> None:
    link_worker = staff_actor(Role.LINK_WORKER, centre=world.centre)
    seen = Sitting.visible_to(link_worker).get(pk=sitting.pk)
    assert seen.state == SittingState.DONE
    assert {one.way for one in Measure.visible_to(link_worker)} == {Way.TEXT}
    assert not Sitting.visible_to(staff_actor(Role.COORDINATOR, centre=world.centre)).exists()


def test_client_answers_by_text(world: World, settings: Any, time_machine: Any) -> None:
    sitting = given_a_client_who_is_asked(world, settings)
    phone, says = Handset(), SAYS[world.language]
    when_they_begin_and_stop(phone, says)
    time_machine.move_to(MONDAY + timedelta(days=2))
    when_they_go_on_another_day(phone, says)
    then_the_link_worker_sees_that_it_was_answered(world, sitting)
