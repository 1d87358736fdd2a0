"""Resources on the asset map."""

import factory
from factory.django import DjangoModelFactory

from centres.models import Resource
from centres.models.resource_choices import ResourceState
from centres.services import resource_words
from tests.factories.centres import CentreFactory


class ResourceFactory(DjangoModelFactory):
    """A food bank of a new centre, open, listed, confirmed by nobody."""

    class Meta:
        model = Resource
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    name_en = factory.Sequence(lambda n: f"Food bank {n:03}")
    name_fr = factory.LazyAttribute(lambda one: one.name_en.replace("Food bank", "Banque alimentaire"))
    kinds = factory.LazyFunction(lambda: ["food"])
    languages = factory.LazyFunction(lambda: ["en"])
    town = "Maple Falls"

    class Params:
        paused = factory.Trait(state=ResourceState.PAUSED)
        gone = factory.Trait(state=ResourceState.GONE)

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        return cls._filled(super()._build(model_class, *args, **kwargs))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = cls._filled(model_class(*args, **kwargs))
        made.save()
        return made

    @staticmethod
    def _filled(resource):
        resource_words.fill(resource)
        return resource
