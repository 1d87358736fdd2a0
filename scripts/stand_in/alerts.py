"""What the provider would write into its customer's debugger: error codes, and what they were about."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Alert:
    code: int
    text: str


class Alerts(list[Alert]):
    """In the order in which they came."""

    def add(self, code: int, text: str) -> None:
        self.append(Alert(code, text))

    def codes(self) -> list[int]:
        return [alert.code for alert in self]

    def told(self) -> list[dict[str, object]]:
        return [asdict(alert) for alert in self[:]]
