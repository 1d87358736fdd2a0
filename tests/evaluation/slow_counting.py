"""What every indicator should say, by looking at each row alone, in plain Python. It knows nothing of the queries."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from activities.models import Booking, Session
from champions.models import Champion, Hours, Note
from core.models import Transition
from evaluation.indicators import WHOLE, Quarter, registry
from matches.models import Match
from prescriptions.models import ContactAttempt, Happening, Prescription, TakingPart
from tests.evaluation.by_chance import NOW

DAY = timedelta(days=1)


def local(moment):
    return timezone.localtime(moment).date()


def days_between(begin, end):
    if end is None:
        return "not_yet"
    days = (end - begin) / DAY
    return "soon" if days <= 7 else "later" if days <= 14 else "late" if days <= 28 else "very_late"


def visits_of(one):
    """By looking at every place of everybody."""
    found = set()
    for part in TakingPart.objects.filter(prescription=one):
        for place in Booking.objects.all():
            session = place.session
            was_there = place.state == "confirmed" and place.attendance in {"came", "late"}
            is_theirs = place.person_id == one.person_id and session.activity_id == part.activity_id
            if was_there and is_theirs and session.ends_at >= part.since:
                found.add((session.starts_at, place.pk))
    return sorted(found)


def slowly(centre, quarter):
    """What every indicator should say, by looking at each row alone."""
    found = {slug: Counter() for slug in [*(slug for slug, _one in registry.items()), "minutes"]}
    standing = [one for one in Prescription.objects.filter(centre=centre) if one.state != "revoked"]
    written = [one for one in standing if Quarter.of(local(one.written_at)) == quarter]
    writers = set()
    for one in written:
        visits = visits_of(one)
        found["source"][one.source] += 1
        found["language"][one.person.language] += 1
        found["levels"][one.level] += 1
        found["needs"].update(one.needs)
        found["needs"][WHOLE] += 1
        found["first_session"][days_between(one.written_at, visits[0][0] if visits else None)] += 1
        found["uptake"]["sustained" if len(visits) >= 4 else "some" if visits else "none"] += 1
        if visits and hasattr(one, "case"):
            found["stopped"]["stopped" if has_stopped(one, visits[-1][0]) else "comes"] += 1
        case = getattr(one, "case", None)
        if case and case.closed_reason:
            found["outcome"][case.outcome or "not_said"] += 1
        if case:
            found["contact"][days_between(one.written_at, case.contacted_at)] += 1
            found["ended"][case.closed_reason or "open"] += 1
        if one.source in {"provider", "behalf"}:
            words = sorted(one.words.all(), key=lambda word: (word.at, word.pk))
            found["loop"][read_when(words[0]) if words else "nothing"] += 1
            if one.written_by_id:
                writers.add(one.written_by_id)
    found["providers"]["providers"] = len(writers)
    for person in {one.person_id for one in written}:
        begin = quarter.begins(timezone.get_default_timezone())
        earlier = [one for one in standing if one.person_id == person and one.written_at < begin]
        found["clients"]["again" if earlier else "first"] += 1
    groups_slowly(found, centre, quarter)
    places_slowly(found, centre, quarter)
    champions_slowly(found, centre, quarter)
    staff_slowly(found, centre, quarter)
    return {slug: {line: many for line, many in lines.items() if many} for slug, lines in found.items()}


def read_when(word):
    if word.read_at is None:
        return "unread"
    return "read" if word.read_at <= word.at + timedelta(days=14) else "read_late"


def groups_slowly(found, centre, quarter):
    for place in Booking.objects.filter(session__centre=centre):
        session = place.session
        if Quarter.of(session.day) == quarter and session.state == "scheduled" and session.ends_at <= NOW:
            found["attendance"].update([place.attendance] if place.state == "confirmed" else [])
        is_a_sign_up = place.state != "thinking" and place.channel != "system"
        if is_a_sign_up and Quarter.of(local(place.created_at)) == quarter:
            found["ways"][place.channel] += 1
    for session in Session.objects.filter(centre=centre):
        if Quarter.of(session.day) == quarter and session.ends_at <= NOW:
            if session.state == "cancelled":
                found["called_off"][why_called_off(session)] += 1
            found["sessions"][session.state] += 1
            if session.state == "scheduled" and session.capacity:
                free = max(0, session.capacity - session.seats_taken)
                found["seats"].update(taken=session.seats_taken, free=free)
    for match in Match.objects.filter(centre=centre):
        if Quarter.of(local(match.created_at)) == quarter:
            found["matches"][match.state] += 1


def has_stopped(one, last):
    news = [row for row in Happening.objects.filter(kind="stopped") if row.case.prescription_id == one.pk]
    return any(row.at > last for row in news)


def steps_of(thing):
    """Oldest first."""
    mine = [step for step in Transition.objects.all() if step.subject == thing._meta.label_lower]
    return sorted((step for step in mine if step.subject_id == thing.pk), key=lambda step: (step.at, step.pk))


def why_called_off(session):
    if session.dropped or session.off_because:
        return "schedule" if session.dropped else session.off_because
    return "not_said" if steps_of(session)[-1].note else "ended"


def places_slowly(found, centre, quarter):
    for place in Booking.objects.filter(session__centre=centre):
        steps = steps_of(place)
        if steps[0].to_state == "waitlisted" and Quarter.of(local(place.created_at)) == quarter:
            given = [step.at for step in steps if step.to_state == "confirmed"]
            found["waiting"]["taken" if given else became_of(place, steps)] += 1
            if given:
                days = (given[0] - place.created_at) / DAY
                found["waited"]["day" if days <= 1 else "week" if days <= 7 else "month"] += 1
        is_over = steps[-1].to_state == "cancelled" and steps[-1].from_state == "confirmed"
        if is_over and Quarter.of(place.session.day) == quarter:
            found["given_back"][who_gave_back(place, steps[-1])] += 1


def became_of(place, steps):
    if place.state == "cancelled":
        return "not_taken" if any(step.to_state == "offered" for step in steps) else "left"
    return "waits" if place.session.state == "scheduled" and place.session.ends_at > NOW else "never"


def who_gave_back(place, step):
    if step.role == "coordinator":
        return "staff"
    if step.actor_person_id == place.person_id:
        return "self"
    return "system" if step.role == "system" else "others"


def champions_slowly(found, centre, quarter):
    for champion in Champion.objects.filter(centre=centre):
        gifts = [gift for gift in Hours.objects.filter(champion=champion) if gift.state == "counted"]
        now, before = (
            [gift for gift in gifts if Quarter.of(gift.day) == when] for when in (quarter, quarter.previous)
        )
        found["champions"]["active"] += bool(now)
        found["minutes"]["hours"] += sum(gift.minutes for gift in now)
        if before:
            gone = {"paused": "paused", "alumni": "ended"}
            found["retention"]["again" if now else gone.get(champion.standing, "quiet")] += 1
        if champion.since and Quarter.of(champion.since) == quarter:
            found["started"]["clients" if was_a_client(champion) else "others"] += 1
        due = champion.check_in_on
        if champion.standing != "alumni" and due and due <= local(NOW) and Quarter.of(due) == quarter:
            found["check_ins"]["due"] += 1
    found["hours"]["hours"] = found.pop("minutes")["hours"] // 60


def was_a_client(champion):
    """Here, before the day on which they started."""
    given = Prescription.objects.filter(person=champion.person, centre=champion.centre)
    days = [local(one.written_at) for one in given if one.state != "revoked"]
    for place in Booking.objects.filter(person=champion.person, session__centre=champion.centre):
        if place.state == "confirmed" and place.attendance in {"came", "late"}:
            days.append(place.session.day)
    return any(day < champion.since for day in days)


def staff_slowly(found, centre, quarter):
    tries = [one for one in ContactAttempt.objects.all() if one.case.centre_id == centre.pk]
    tries = [one for one in tries if one.at >= one.case.opened_at]
    notes = [one for one in Note.objects.all() if one.champion.centre_id == centre.pk]
    tries, notes = ([one for one in rows if Quarter.of(local(one.at)) == quarter] for rows in (tries, notes))
    found["contacts"].update("without" if one.minutes is None else "timed" for one in tries)
    for line, rows in (("clients", tries), ("champions", notes)):
        found["staff_time"][line] = sum(one.minutes or 0 for one in rows) // 60
    found["check_ins"]["done"] += sum(one.checks_in for one in notes)
    for writer in {one.written_by_id for one in notes if one.written_by_id}:
        many = len({one.champion_id for one in notes if one.written_by_id == writer})
        found["carried"]["few" if many <= 5 else "some"] += 1
