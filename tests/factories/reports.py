"""What a centre says in a report."""

import factory
from factory.django import DjangoModelFactory

from evaluation.models import ReportWords
from tests.factories.centres import CentreFactory


class ReportWordsFactory(DjangoModelFactory):
    class Meta:
        model = ReportWords

    centre = factory.SubFactory(CentreFactory)
    period = "2026-4"
    place = "opening"
    words_en = "The garden opened.\n\nForty neighbours came."
    words_fr = "Le jardin a ouvert.\n\nQuarante voisines et voisins sont venus."
