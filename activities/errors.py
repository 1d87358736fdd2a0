"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "proposal_incomplete": _("Some answers are still missing."),
        "proposal_not_yours_to_change": _("This proposal is being looked at, so it cannot be changed just now."),
        "comment_needed": _("Say what should change, so that the champion knows what to do."),
        "reason_needed": _("Say why, in a sentence that the champion can read."),
        "no_dates": _("With these answers there would be no date at all. Check the first and the last date."),
        "not_waiting": _("This proposal is not waiting for an answer any more."),
        "text_is_there": _("The text in this language is there already."),
        "not_on_site": _("This group is not on the site yet."),
        "not_a_draft": _("This is no draft any more."),
        "draft_incomplete": _("Something is still missing. Complete it first."),
        "import_changed": _("Something has changed since you looked. Please look again."),
        "import_too_many": _("That is more than %(most)d groups. Leave some out, and come back for them."),
        "session_cancelled": _("This date is cancelled."),
        "session_over": _("This date is over."),
        "sign_up_by_call": _("To join this group, please call the centre."),
        "join_the_course": _("This is a course: people join all of its dates."),
        "course_closed": _("This course has begun and takes nobody else in. Ask the centre about the next one."),
        "no_standing_places": _("This group has no places for every date. Please choose one date."),
        "no_dates_ahead": _("No date lies ahead just now."),
        "no_seat_there": _("That date is full. The place on the old date is safe."),
        "has_place_there": _("There is a place, or a place on the waiting list, on that date already."),
        "fewer_than_taken": _("More places than that are given already. Cancel some first."),
        "date_in_the_past": _("This time has passed. Choose one that lies ahead."),
        "date_is_there": _("The group meets on that day already."),
        "paused_then": _("The group is paused on that day. End the pause, or add a date after it."),
        "plan_changed": _("Something has changed since you looked: somebody signed up, perhaps. Please look again."),
        "leader_lacks": _("Cannot lead this yet: %(who)s."),
        "leader_not_ready": _("%(who)s cannot lead this yet. Please choose somebody else, or ask staff."),
        "ask_staff": _("This is beyond what leaders change by themselves. Please ask staff for it."),
        "wish_needs_words": _("Write what you would like, in a few words."),
        "substitute_found": _("Somebody stands in already. Thank you: you need do nothing."),
        "substitute_over": _("This question does not stand any more: the date has changed. Thank you all the same."),
        "substitute_not_free": _(
            "You lead another group at that time, or do not lead just now. Please call us if that is wrong."
        ),
        "substitute_yours": _("You said that you stand in, and others rely on it. If you cannot, please call us."),
        "message_needs_words": _("Write what you would like to say."),
        "message_to_nobody": _("There is nobody whom this message would reach."),
        "message_too_many": _(
            "%(most)d messages went to this group in the last 24 hours, and that is as many as people can bear. If it "
            "cannot wait, please call the centre."
        ),
        "kept_too_many": _("More seats would be kept than there are."),
        "kept_too_long": _(
            "Seats cannot be kept into the last %(hours)d hours before the start: then they go to whoever waits."
        ),
        "too_many_seats": _("You can bring one person. For more, please call the centre."),
        "no_seat_for_companion": _("There is no free place for a second person. Your own place is safe."),
        "booking_ended": _("This place was cancelled before. You can sign up again."),
        "offer_over": _("This offer has ended, and the place went to the next person. You can sign up again."),
        "register_too_early": _("The register opens on the day of the session."),
        "names_too_early": _("You see the names from a week before on. Until then, how many there are."),
        "sheet_too_early": _("The sheet has names on it, so it can be printed from the day before on."),
        "register_too_late": _(
            "This date is too long ago for its leaders to see names. If something is wrong, please call the centre."
        ),
        "counted_meanwhile": _(
            "Somebody else has counted meanwhile: the number of people without a name is %(number)d now."
        ),
        "not_one_of_these": _("Please choose again who it is."),
        "kiosk_over": _("This tablet is not in use any more."),
        "not_on_list": _("We could not find you. Please tell the host."),
        "worry_needs_words": _("Write what you saw or heard, in a few words."),
        "register_closes_later": _("The register can be closed once the session has begun."),
        "form_sent_before": _("This form was sent already. To sign up somebody else, send it again."),
        "reach_needed": _("Tell us how we can reach you."),
        "wants_no_contact": _("They want no messages and no calls from us, so nobody may be asked to call them."),
        "no_consent_to_calls": _(
            "First ask them whether a volunteer may call or meet them, and write down their yes."
        ),
        "champion_not_free": _("This champion cannot be asked just now. Choose somebody else."),
        "champion_not_signed": _("This champion has no confidentiality agreement in force. Choose somebody else."),
        "no_number_to_call": _("We have no number at which they can be called. Add one first."),
        "call_until": _("Choose a day within the next three weeks, before the date itself."),
        "asked_already": _("Somebody is asked for this already. Take that back first."),
        "choose_a_date": _("Choose a date, so that they have a place."),
        "too_early_to_say": _("You can write this down once the date has begun."),
        "line_failed": _("Our line could not call you just now. Please try again in a while, or call the centre."),
        "not_a_decent_hour": _("It is too early or too late to call now. Please try again during the day."),
        "no_number_of_yours": _("We have no number at which our line can call you. Add yours to your details first."),
        "idea_is_closed": _("This idea is not open any more."),
        "idea_needs_title": _("Give it a few words, in one of the languages."),
        "not_the_same_idea": _("Choose another idea of this centre."),
        "name_needed": _("Write a name, or add one to the number of people without a name."),
    }
)
