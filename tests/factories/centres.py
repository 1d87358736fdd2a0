"""Centres, venues and closures."""

import factory
from factory.django import DjangoModelFactory

from centres.models import Centre, Closure, Venue


class CentreFactory(DjangoModelFactory):
    """An English-speaking centre in Toronto's zone that keeps the statutory holidays and is listed."""

    class Meta:
        model = Centre
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"centre-{n}")
    name_en = factory.Sequence(lambda n: f"Centre {n:03}")
    name_fr = factory.LazyAttribute(lambda centre: f"{centre.name_en} (fr)")
    town = "Maple Falls"
    phone = factory.Sequence(lambda n: f"+1613555{n % 10000:04}")


class VenueFactory(DjangoModelFactory):
    """A room of a new centre, its access facts not asked yet."""

    class Meta:
        model = Venue

    centre = factory.SubFactory(CentreFactory)
    name_en = factory.Sequence(lambda n: f"Room {n:03}")
    name_fr = factory.LazyAttribute(lambda venue: venue.name_en.replace("Room", "Salle"))
    street = "12 Mill Street"
    town = "Maple Falls"
    postal_code = "K0H 2B0"

    class Params:
        accessible = factory.Trait(step_free=True, accessible_washroom=True)


class ClosureFactory(DjangoModelFactory):
    """One closed day."""

    class Meta:
        model = Closure

    centre = factory.SubFactory(CentreFactory)
    first_day = None
    last_day = factory.SelfAttribute("first_day")
    reason_en = "Staff day"
    reason_fr = "Journée du personnel"
