"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "resend_said": _("They have heard this on the telephone already."),
        "resend_on_its_way": _("This message is on its way already."),
        "resend_not_true": _("This is not true any more, so it is not sent again. Look at their places."),
        "resend_overtaken": _("A later message to them says it already, so this one is not sent again."),
        "resend_not_wanted": _("They want no such messages, so it is not sent again."),
        "resend_stopped": _(
            "Somebody texted STOP from their number, so no text goes there until START is texted from it, and nothing "
            "else that we have reaches them. Call them instead."
        ),
        "resend_unreachable": _(
            "Nothing that we have for them takes a message just now. Call them instead, and ask for another number."
        ),
        "call_back_settled": _("Somebody has settled this already."),
        "call_back_name": _("Write down their name: that is what this call is for."),
    }
)
