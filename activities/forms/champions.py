"""Champions to choose from, each by their name, and whether they can lead the group."""

from typing import Any

from django import forms

from activities.models import Activity
from activities.services import clearing
from champions.models import Champion, Need


class _Named(forms.ModelChoiceField):
    """`lacking`: what each lacks, by their id; `leading`: who leads already; `in_full`: for staff, all is named."""

    lacking: dict[int, list[Need]] = {}
    queryset: Any
    leading: frozenset[int] = frozenset()
    in_full = False

    def offer(self, group: Activity, *, in_full: bool) -> None:
        """Those who may lead at the group's centre. Four queries, and the centre's."""
        champions = Champion.leading_at(group.centre_id)
        self.queryset = champions
        self.lacking = clearing.lacking(champions, clearing.works_of(group), group)
        self.leading = frozenset(group.leaders.values_list("pk", flat=True))
        self.in_full = in_full

    def label_from_instance(self, champion: Champion) -> str:
        needs = self.lacking.get(champion.pk)
        leads = champion.pk in self.leading
        beside = clearing.beside_name(needs, in_full=self.in_full, leads=leads) if needs else ""
        return f"{champion.person.name} ({beside})" if beside else champion.person.name


class ChampionField(_Named):
    """One of them."""


class ChampionsField(_Named, forms.ModelMultipleChoiceField):
    """Any of them."""

    def new_and_lacking(self, chosen: Any, before: Any) -> str:
        """Who was not chosen before and cannot lead yet, by name, with what they lack; nothing where all can."""
        new = [one for one in chosen if one not in before and one.pk in self.lacking]
        return "; ".join(self.label_from_instance(one) for one in new)
