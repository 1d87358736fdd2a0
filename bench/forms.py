"""Filled-in forms, and clients that send them over plain sockets: the load runs on the cores that it measures."""

import socket
import time
from urllib.parse import urlencode


class Form:
    """A POST as bytes, ready to send; its visitor's cookies and token come with it."""

    def __init__(self, path: str, cookies: dict[str, str], fields: dict[str, str], address: str = "10.0.0.1") -> None:
        body = urlencode(fields)
        jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
            f"X-Forwarded-For: {address}\r\nReferer: https://127.0.0.1/\r\n"
            f"Cookie: {jar}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.message = (head + body).encode()


class Sender:
    """One client with one connection, kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def send(self, form: Form) -> tuple[int, float]:
        """The answer's status, and how many milliseconds it took."""
        started = time.perf_counter()
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.sendall(form.message)
        head, body = self._head(self.socket)
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(body) < length:
            body += self.socket.recv(65536)
        if b"connection: close" in lines:
            self.socket.close()
            self.socket = None
        return int(head.split(b" ", 2)[1]), (time.perf_counter() - started) * 1000

    def _head(self, connected: socket.socket) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connected.recv(65536)
            if not more:
                raise ConnectionError("no answer")
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        return head, body
