"""What staff write down about a champion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from champions.errors import SUPPORTER_ELSEWHERE
from champions.models import Champion
from champions.services import standing
from core.forms import Checkboxes, CountedTextarea, Form
from core.languages import Spoken


class ChampionForm(Form):
    """What a champion brings, and who supports them."""

    languages = forms.MultipleChoiceField(
        label=_("Which languages do they speak or sign?"), choices=Spoken.choices, required=False, widget=Checkboxes
    )
    interests = forms.CharField(
        label=_("What do they like to do with others?"),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=_("Such as cards, cooking for many, or fixing what breaks. Leave out anything about their health."),
    )
    supporter: Any = forms.ModelChoiceField(
        label=_("Who supports them?"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("The person on staff whom the champion can turn to."),
        error_messages={"invalid_choice": SUPPORTER_ELSEWHERE},
    )

    def __init__(self, *args: Any, centre_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supporter"].queryset = standing.supporters(centre_id)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, champion: Champion, data: Any = None) -> "ChampionForm":
        """The form as it stands for this champion."""
        now = {name: getattr(champion, name) for name in ("languages", "interests", "supporter")}
        return cls(data, initial=now, centre_id=champion.centre_id)
