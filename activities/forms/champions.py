"""Champions to choose from, each by their name."""

from django import forms

from champions.models import Champion


class ChampionField(forms.ModelChoiceField):
    def label_from_instance(self, champion: Champion) -> str:
        return champion.person.name


class ChampionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, champion: Champion) -> str:
        return champion.person.name
