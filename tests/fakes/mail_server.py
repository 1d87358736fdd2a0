"""A mail server on this machine: takes letters over SMTP (RFC 5321), or answers as it was told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """`letters` it took; `answers` it gives to a recipient in place of yes: address → code."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[tuple[str, Message]] = []
        self.answers: dict[str, int] = {}

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        to = ""
        self._say(220)
        for line in self.rfile:
            word, _colon, rest = line.decode().strip().partition(":")
            match word.upper().split()[0]:
                case "RCPT":
                    to = rest.strip("<> ")
                    self._say(self.server.answers.get(to, 250))
                case "DATA":
                    self._say(354)
                    self.server.letters.append((to, message_from_bytes(self._letter())))
                    self._say(250)
                case "QUIT":
                    return self._say(221)
                case _:
                    self._say(250)
        return None

    def _letter(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") for line in lines)

    def _say(self, code: int) -> None:
        self.wfile.write(f"{code} said\r\n".encode())


@contextmanager
def running() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
