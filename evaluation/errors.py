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
        "story_without_words": _("There are no words yet. Please write a few."),
        "story_without_name": _("Write the name that may be told, or choose to go without one."),
        "story_elsewhere": _("This centre does not know this person. A story is told to a centre that does."),
        "story_stays_inside": _("This story stays inside of the centre. There is no text of it for outside."),
        "story_text_changed": _("This text has changed meanwhile. Please read it once more."),
        "story_asks_themselves": _("They have an account: they read the text on their own page, and answer there."),
        "year_not_settled": _("This year has not settled yet: its last answers are still coming in."),
        "nothing_answered": _("No question has an answer yet."),
        "trial_needs_words": _("Write down what you try and what you expect, each in a few words."),
        "trial_begins_far": _("This day is more than two years away. Look at the year once more."),
        "trial_not_begun": _("This day is still to come. Write down the day on which it began."),
        "trial_looks_early": _("Choose a day after the one on which it begins."),
        "trial_looks_past": _("Choose a day that is still to come."),
        "trial_looks_far": _("Look again within two years of the beginning."),
        "trial_not_over": _("Other centres read of it when it has come to an end."),
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
