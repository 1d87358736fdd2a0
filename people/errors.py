"""The words for what people's services refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "two_hats": _(
            "This person is a Health Champion, and what the centre knows of them as a client is kept apart from that. "
            "You can reach them, and book for them on the telephone when they ask. A link worker or your manager can "
            "help with the rest."
        ),
        "lock_whom": _("Choose one colleague, or one role."),
        "lock_none": _("There is nothing locked here for you. Look again: somebody may have lifted it."),
        "lock_words": _("Write down in a few words what happened."),
        "name_missing": _("Tell us the name to use."),
        "not_a_phone": _("This is not a telephone number that we can call. Write it like 519-555-0142."),
        "not_an_email": _("This is not an e-mail address. Write it like name@example.org."),
        "account_taken": _("This account speaks for somebody else already."),
        "chart_number_taken": _("Somebody else has this chart number. Please check it."),
        "person_taken": _("This person has an account already."),
        "already_erased": _("This record was erased already."),
        "code_too_soon": _("You asked for a code a moment ago. Give it a minute to arrive, then ask again."),
        "wrong_code": _("This code is not right, or it is too old. Look again, or ask for a new one."),
        "has_second_step": _(
            "This account has a second step for signing in, and a link would get round it. So the page opens by "
            "signing in alone."
        ),
        "same_record": _("These are not two records: it is one and the same."),
        "merged_meanwhile": _("Somebody was faster: one of these records has been merged or erased already."),
        "unmerged_meanwhile": _("Somebody was faster: these are two records again already."),
        "merged_again": _("This record was merged into another one since. Undo that first."),
        "both_have_accounts": _(
            "Both records have an account to sign in with, so they cannot be merged. Ask the person which account "
            "they use, and your office to remove the other one. Then the records can be merged."
        ),
        "not_a_pin": _("A PIN has exactly four digits."),
        "pin_too_easy": _("That is what anybody would guess first. Choose four digits that only you know."),
        "not_staff_role": _("This is not a role that staff can hold."),
    }
)
