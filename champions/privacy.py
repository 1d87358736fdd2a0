"""What this room holds about people, and how it forgets."""

from champions.models import (
    Application,
    Break,
    Certificate,
    Champion,
    ChampionInvitation,
    CheckConsent,
    Clearance,
    Hours,
    HoursChange,
    Milestone,
    Note,
    Referee,
    ReferenceAnswer,
    StoryConsent,
    SupportPlan,
    TrainingTaken,
)
from champions.services import standing, stories
from champions.states import machine
from core import clock, privacy
from core.actors import SYSTEM


def erase_championships(person_id: int) -> None:
    """Nobody can lead any more, and what the champion told of themselves is gone; the row stays and is counted."""
    for champion in Champion.objects.filter(person=person_id):
        for name in ("leave", "decline"):
            if machine.can(champion, name):
                standing.move(champion, name, by=SYSTEM)
    Champion.objects.filter(person=person_id).update(
        languages=[],
        works=[],
        interests="",
        supporter=None,
        next_step="",
        helps_out=False,
        check_in_weeks=None,
        check_in_on=None,
    )


def erase_invitations(person_id: int) -> None:
    """That somebody was asked stays a number; who, and in which words, is gone."""
    theirs = ChampionInvitation.objects.filter(champion__person=person_id)
    theirs.open().update(closed_at=clock.now())
    theirs.update(named="—", contact="", words="")


def erase_applications(person_id: int) -> None:
    Application.objects.filter(champion__person=person_id).delete()


def erase_names_under_agreements(person_id: int) -> None:
    """Which steps were settled when stays: a centre has to be able to show it, and it names nobody any more."""
    Clearance.objects.filter(champion__person=person_id).update(signed_as="")


def keep_consents(_person_id: int) -> None:
    """That a check was agreed to stays beside the check."""


def erase_referees(person_id: int) -> None:
    """Others, whom the champion has named, with what they said: nothing of it is needed any more."""
    Referee.objects.filter(champion__person=person_id).delete()


def erase_training(person_id: int) -> None:
    TrainingTaken.objects.filter(champion__person=person_id).delete()


def erase_words_about_hours(person_id: int) -> None:
    """Numbers by day stay, which name nobody once the person is forgotten; what anybody wrote about them goes."""
    HoursChange.objects.filter(hours__champion__person=person_id).update(why="", actor_person_id=None)
    Hours.objects.filter(champion__person=person_id).update(what="", answer="")


def erase_support(person_id: int) -> None:
    """What was said and noted in confidence."""
    for model in (SupportPlan, Note):
        model.objects.filter(champion__person=person_id).delete()
    Break.objects.filter(champion__person=person_id).update(word="")


def erase_certificates(person_id: int) -> None:
    """With them goes the answer to whoever asks about one: it would say the name."""
    Certificate.objects.filter(champion__person=person_id).delete()


def end_stories(person_id: int) -> None:
    """Nobody's story stays on the site without them. The statements stay as the proof that they are."""
    for consent in StoryConsent.objects.standing().filter(champion__person=person_id).select_related("champion"):
        stories.withdraw(consent, by=SYSTEM)
    StoryConsent.objects.filter(champion__person=person_id).update(about="—", recorded_by_user_id=None)


def keep_milestones(_person_id: int) -> None:
    """Numbers."""


privacy.declare(StoryConsent, erase=end_stories, audited_as="story_consent")
privacy.declare(Certificate, erase=erase_certificates, audited_as="certificate")
privacy.declare(SupportPlan, erase=erase_support, audited_as="support_plan")
privacy.declare(Note, erase=erase_support, audited_as="champion_note")
privacy.declare(Break, erase=erase_support, audited_as="break")
privacy.declare(Milestone, erase=keep_milestones, audited_as="milestone")
privacy.declare(HoursChange, erase=erase_words_about_hours, audited_as="hours")
privacy.declare(Hours, erase=erase_words_about_hours, audited_as="hours")
privacy.declare(Champion, erase=erase_championships, audited_as="champion")
privacy.declare(Clearance, erase=erase_names_under_agreements, audited_as="clearance")
privacy.declare(CheckConsent, erase=keep_consents, audited_as="checkconsent")
privacy.declare(Referee, erase=erase_referees, audited_as="referee")
privacy.declare(ReferenceAnswer, erase=erase_referees, audited_as="referenceanswer")
privacy.declare(TrainingTaken, erase=erase_training, audited_as="trainingtaken")
privacy.declare(ChampionInvitation, erase=erase_invitations, audited_as="champion_invitation")
privacy.declare(Application, erase=erase_applications, audited_as="application")
