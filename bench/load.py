"""Clients that ask for one page again and again, each over one kept connection."""

import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

CLIENTS = 8


@dataclass(frozen=True)
class Timing:
    """Milliseconds and requests a second."""

    median: float
    p95: float
    per_second: float


class Client:
    """Plain sockets: the load generator runs on the cores that it measures, so it must do little."""

    def __init__(self, port: int, path: str, headers: dict[str, str], expect: int) -> None:
        extra = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.message = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{extra}\r\n".encode()
        self.expect = f"HTTP/1.1 {expect} ".encode()
        self.port = port
        self.socket: socket.socket | None = None

    def ask(self) -> None:
        """One request; raises `AssertionError` where the answer's status is another."""
        for _try in range(2):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.socket.sendall(self.message)
            if self._read(self.socket):
                return
            self.socket = None  # the server closed the kept connection before our request arrived
        raise AssertionError("no answer")

    def _read(self, connection: socket.socket) -> bool:
        data = connection.recv(65536)
        if not data:
            return False
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, body = data.split(b"\r\n\r\n", 1)
        if not head.startswith(self.expect):
            raise AssertionError(head.split(b"\r\n")[0].decode())
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        missing = length - len(body)
        while missing > 0:
            missing -= len(connection.recv(min(missing, 65536)))
        if b"connection: close" in head.lower():
            self.socket = None
        return True


def run(
    port: int,
    path: str,
    *,
    requests: int,
    headers: dict[str, str] | None = None,
    expect: int = 200,
    clients: int = CLIENTS,
) -> Timing:
    """Ask `requests` times in all, from so many clients at once."""

    def work(_number: int) -> list[float]:
        client = Client(port, path, headers or {}, expect)
        took = []
        for _ in range(requests // clients):
            started = time.perf_counter()
            client.ask()
            took.append((time.perf_counter() - started) * 1000)
        return took

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = sorted(one for batch in pool.map(work, range(clients)) for one in batch)
    elapsed = time.perf_counter() - started
    return Timing(statistics.median(took), took[int(len(took) * 0.95)], len(took) / elapsed)
