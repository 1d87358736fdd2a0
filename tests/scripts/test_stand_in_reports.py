"""Status reports, and the webhooks that carry them."""

import pytest

HANDSET = "+15195550142"
OURS = "+15195550100"
CALLBACK = "https://porchlight.example/reports/?key=a%20b"


@pytest.fixture
def send(client):
    def sends(**sender):
        sender = sender or {"from_": OURS}
        return client.messages.create(to=HANDSET, body="See you", status_callback=CALLBACK, **sender)

    return sends


def test_reports_come_in_order_and_signed(send, network, site):
    sid = send().sid
    network.settle()
    assert [form["MessageStatus"] for form in site.at("/reports/")] == ["sent", "delivered"]
    assert {form["MessageSid"] for form in site.at("/reports/")} == {sid}
    assert [heard.url for heard in site.heard] == [CALLBACK] * 2
    assert all(heard.is_signed_with(network.account.auth_token) for heard in site.heard)
    assert not any(heard.is_signed_with("another") for heard in site.heard)


def test_text_by_a_service_is_queued_after_it_was_accepted(send, network, site):
    send(messaging_service_sid=network.account.messaging_service_sid)
    network.settle()
    assert [form["MessageStatus"] for form in site.at("/reports/")] == ["queued", "sent", "delivered"]
    assert site.heard[0].form["MessagingServiceSid"] == network.account.messaging_service_sid


def test_failure_is_reported_with_its_code(send, network, site, client):
    network.carrier.treat(HANDSET, fail=30003)
    sid = send().sid
    network.settle()
    last = site.at("/reports/")[-1]
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30003")
    message = client.messages(sid).fetch()
    assert (message.status, message.error_code) == ("undelivered", 30003)


def test_reports_can_come_twice_late_or_never(send, network, site):
    network.faults.set(double_webhooks=True)
    send()
    network.settle()
    statuses = [form["MessageStatus"] for form in site.at("/reports/")]
    assert statuses == ["sent", "sent", "delivered", "delivered"]
    site.heard.clear()
    network.faults.set(double_webhooks=False, reports_lost=True)
    send()
    network.settle()
    assert site.heard == []
    network.faults.set(reports_lost=False, report_delay=1)
    send()
    assert site.heard == []
    network.settle()
    assert len(site.heard) == 2


def test_site_that_fails_is_an_alert(send, network, site):
    site.status = 500
    send()
    network.settle()
    assert network.alerts.codes() == [11200, 11200]


def test_replayed_webhook_is_the_same(send, network, site):
    send()
    network.settle()
    network.webhooks.replay()
    assert site.heard[-1] == site.heard[-2]


def test_forged_and_unsigned_webhooks_are_not_valid(network, site):
    network.webhooks.forged("/texts/", {"Body": "1"})
    network.webhooks.unsigned("/texts/", {"Body": "1"})
    forged, unsigned = site.heard
    assert forged.url == unsigned.url == "https://porchlight.example/texts/"
    assert forged.signature
    assert not forged.is_signed_with(network.account.auth_token)
    assert unsigned.signature is None
