from django.core import mail

from notifications import gateways
from people.services.codes import Letter


def test_default_carries_no_texts_and_the_one_for_ones_own_machine_does(settings):
    assert gateways.carries_texts() is False
    settings.TELEPHONE_GATEWAY = "notifications.gateways.MailGateway"
    assert gateways.carries_texts() is True
    settings.TELEPHONE_GATEWAY = "nowhere.Gateway"
    assert gateways.carries_texts() is False


def test_letter_by_text_lands_where_the_mail_lands(settings):
    settings.TELEPHONE_GATEWAY = "notifications.gateways.MailGateway"
    gateways.carry(Letter(to="+15195550142", subject="Your code", text="It is 123456."))
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["+15195550142@text.invalid"], "", "It is 123456.")
    ]
