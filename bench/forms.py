"""A filled-in form, ready to send over a plain socket: the load generator runs on the cores that it measures."""

import socket
import time
from urllib.parse import urlencode


class Form:
    """A POST as bytes, ready to send; its visitor's cookies and token come with it."""

    def __init__(self, path: str, cookies: dict[str, str], fields: dict[str, str]) -> None:
        body = urlencode(fields)
        jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\nReferer: https://127.0.0.1/\r\n"
            f"Cookie: {jar}\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.message = (head + body).encode()

    def send(self, port: int) -> tuple[int, float]:
        """The answer's status, and how many milliseconds it took."""
        started = time.perf_counter()
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connected:
            connected.sendall(self.message)
            answer = connected.recv(4096)
            while connected.recv(65536):
                pass
        return int(answer.split(b" ", 2)[1]), (time.perf_counter() - started) * 1000
