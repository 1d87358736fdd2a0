"""What callers said after the tone: here always silence, but valid sound all the same."""

import io
import wave
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import partial

from scripts.stand_in.messages import new_sid, now

RATE = 8000
# One MPEG-1 layer III frame of 128 kbit/s whose side information says that there is nothing to hear.
SILENT_FRAME = bytes.fromhex("fffb9064") + bytes(413)


@dataclass
class Recording:
    call_sid: str
    seconds: int
    sid: str = field(default_factory=partial(new_sid, "RE"))
    at: datetime = field(default_factory=now)

    def wav(self) -> bytes:
        """A tenth of a second of silence, however long they spoke."""
        file = io.BytesIO()
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(bytes(2 * RATE // 10))
        return file.getvalue()

    def mp3(self) -> bytes:
        return SILENT_FRAME * 4

    def words(self, base: str, account_sid: str) -> dict[str, str]:
        """What a webhook says of it."""
        return {
            "RecordingSid": self.sid,
            "RecordingUrl": f"{base}/2010-04-01/Accounts/{account_sid}/Recordings/{self.sid}",
            "RecordingDuration": str(self.seconds),
        }

    def resource(self, account_sid: str) -> dict[str, object]:
        """As the REST API shows it."""
        said = format_datetime(self.at.replace(microsecond=0))
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "call_sid": self.call_sid,
            "duration": str(self.seconds),
            "status": "completed",
            "channels": 1,
            "source": "RecordVerb",
            "error_code": None,
            "date_created": said,
            "date_updated": said,
            "start_time": said,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "uri": f"/2010-04-01/Accounts/{account_sid}/Recordings/{self.sid}.json",
        }
