"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "measures_not_chosen": _("Choose at least one questionnaire and one time, or switch asking off."),
        "measures_too_many": _("This is more than people can bear: at most 10 questions at one time."),
        "sitting_over": _("The time for these questions is over. Thank you all the same."),
        "question_not_asked": _("This is not among the questions of this time."),
        "answer_unknown": _("Choose one of the answers, or “I would rather not say”."),
        "score_out_of_range": _("This number is outside of what the score can be."),
        "paper_code_unknown": _(
            "We do not know this code at your centre. Look at it once more: it stands at the top of the paper."
        ),
        "equity_not_agreed": _("They have not agreed to these questions."),
        "nothing_answered": _("No question has an answer yet."),
        "survey_too_few": _(
            "Fewer than 6 people would be asked. What so few say can never be shown, so we do not ask them."
        ),
        "survey_nobody": _("There is nobody to ask."),
        "survey_too_soon": _("They were asked less than 80 days ago. Give them some rest."),
        "survey_days": _("Choose a day from 10 to 60 days from today."),
        "survey_over": _("The time for these questions is over. Thank you all the same."),
        "survey_settled": _("You have answered already, or said no. Thank you."),
    }
)
