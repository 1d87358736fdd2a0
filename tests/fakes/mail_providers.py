"""What mail providers post to our address for an e-mail that came in, with what proves that it is they."""

import hashlib
import hmac
import json
from base64 import b64encode
from email import message_from_bytes, policy
from urllib.parse import urlencode

ADDRESS = "/mail/inbound-mime/"
SECRET = "porchlight:a-secret-that-only-the-provider-knows"
KEY = "a-key-that-only-mailgun-knows"
Post = tuple[dict[str, str], bytes]  # headers and body


def _basic(secret: str) -> str:
    return f"Basic {b64encode(secret.encode()).decode()}"


def mailgun(letter: bytes, to: str, *, secret: str = SECRET, key: str = KEY) -> Post:
    """A form with the whole letter in it, and a signature over a token and the time."""
    token, timestamp = "t" * 50, "1793725200"
    fields = {
        "recipient": to,
        "sender": "ana@example.org",
        "from": "Ana <ana@example.org>",
        "subject": "Declined",
        "body-mime": letter.decode(),
        "timestamp": timestamp,
        "token": token,
        "signature": hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest(),
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": _basic(secret)}
    return headers, urlencode(fields).encode()


def postmark(letter: bytes, to: str, *, secret: str = SECRET, raw: bool = True) -> Post:
    """JSON, with the letter taken apart; the whole of it only where that is switched on."""
    read = message_from_bytes(letter, policy=policy.default)
    event = {
        "FromFull": {"Email": "ana@example.org", "Name": "Ana", "MailboxHash": ""},
        "ToFull": [{"Email": to, "Name": "", "MailboxHash": to.partition("+")[2].partition("@")[0]}],
        "OriginalRecipient": to,
        "Subject": str(read["Subject"]),
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "Headers": [{"Name": "Return-Path", "Value": "<ana@example.org>"}],
        "TextBody": "",
        "HtmlBody": "",
        "Attachments": [
            {
                "Name": part.get_filename() or "",
                "ContentType": str(part["Content-Type"]),
                "Content": b64encode(part.get_payload(decode=True)).decode(),
                "ContentLength": len(part.get_payload(decode=True)),
            }
            for part in read.walk()
            if part.get_content_type() in {"text/calendar", "application/ics"}
        ],
    }
    if raw:
        event["RawEmail"] = letter.decode()
    return {"Content-Type": "application/json", "Authorization": _basic(secret)}, json.dumps(event).encode()
