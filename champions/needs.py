"""What each kind of role needs before somebody starts, and why: by role, not by habit.

A check that the work does not call for keeps good people away, so nothing is asked of everybody beyond getting to know
the place and keeping to oneself what one hears there.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from champions.models import Need, Work

Reasons = Mapping[Need, str | Promise]

_KNOW_THE_PLACE = _("so that you know the house, the people and whom to turn to")
_KEEP_IT = _("because people tell you things that are theirs alone")

NEEDS: Mapping[Work, Reasons] = {
    Work.HOST: {Need.ORIENTATION: _KNOW_THE_PLACE, Need.CONFIDENTIALITY: _KEEP_IT},
    Work.CLOSED: {
        Need.ORIENTATION: _KNOW_THE_PLACE,
        Need.CONFIDENTIALITY: _KEEP_IT,
        Need.INTERVIEW: _("so that we find out together whether this group suits you"),
        Need.REFERENCES: _("because the same people trust you for a long time"),
        Need.TRAINING: _("so that you know what to do when somebody is not well"),
    },
    Work.VISIT: {
        Need.ORIENTATION: _KNOW_THE_PLACE,
        Need.CONFIDENTIALITY: _KEEP_IT,
        Need.INTERVIEW: _("so that we find somebody who suits you"),
        Need.REFERENCES: _("because you are alone with somebody in their home"),
        Need.TRAINING: _("so that both of you are safe"),
        Need.VSC: _("because you are in a position of trust towards somebody who may be vulnerable"),
    },
    Work.DRIVE: {
        Need.ORIENTATION: _KNOW_THE_PLACE,
        Need.CONFIDENTIALITY: _KEEP_IT,
        Need.ABSTRACT: _("because others ride with you"),
        Need.INSURANCE: _("so that everybody in the car is insured"),
    },
    Work.FOOD: {Need.FOOD_HANDLING: _("so that nobody falls ill")},
    Work.MONEY: {Need.CRC: _("because you are trusted with other people’s money")},
    Work.YOUTH: {
        Need.ORIENTATION: _KNOW_THE_PLACE,
        Need.CONFIDENTIALITY: _KEEP_IT,
        Need.REFERENCES: _("because young people look up to you"),
        Need.TRAINING: _("so that you know what to do when somebody is not well"),
        Need.VSC: _("because you are in a position of trust towards young people"),
    },
}
# A wider police record check says all that a narrower one does.
ALSO_SETTLED_BY: Mapping[Need, frozenset[Need]] = {
    Need.CRC: frozenset({Need.CRJMC, Need.VSC}),
    Need.CRJMC: frozenset({Need.VSC}),
}
# For how many months each counts, where a centre says nothing else; what is not here does not run out. No statute says
# how long a police record check is good; a food handler certificate is usually for five years.
MONTHS: Mapping[Need, int] = {
    Need.TRAINING: 24,
    Need.CRC: 36,
    Need.CRJMC: 36,
    Need.VSC: 36,
    Need.ABSTRACT: 12,
    Need.INSURANCE: 12,
    Need.FOOD_HANDLING: 60,
}
