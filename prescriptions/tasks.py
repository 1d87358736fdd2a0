"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from prescriptions.services import (
    case_letter,
    comeback,
    map_letter,
    partner_words,
    system_clients,
    word_back,
    word_letters,
)

jobs.register("prescriptions.map_letter", every=timedelta(minutes=30), run=map_letter.send)
jobs.register("prescriptions.case_letter", every=timedelta(minutes=10), run=case_letter.send)
jobs.register("prescriptions.who_stopped", every=timedelta(hours=12), run=comeback.look)
jobs.register("prescriptions.word_back", every=timedelta(minutes=5), run=word_back.settle_due)
jobs.register("prescriptions.word_letters", every=timedelta(minutes=30), run=word_letters.send)
jobs.register("prescriptions.partner_words", every=timedelta(minutes=30), run=partner_words.send)
jobs.register("prescriptions.forget_tokens", every=timedelta(days=1), run=system_clients.forget_old)
