"""The words for what people's services refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "name_missing": _("Tell us the name to use."),
        "not_a_phone": _("This is not a telephone number that we can call. Write it like 519-555-0142."),
        "not_an_email": _("This is not an e-mail address. Write it like name@example.org."),
        "account_taken": _("This account speaks for somebody else already."),
        "person_taken": _("This person has an account already."),
        "already_erased": _("This record was erased already."),
        "not_staff_role": _("This is not a role that staff can hold."),
    }
)
