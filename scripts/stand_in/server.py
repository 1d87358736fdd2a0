"""The HTTP server: reads a request, checks who asks, and has it answered. Keep-alive, one thread for each client."""

import base64
import binascii
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from scripts.stand_in.api import MessagesApi, refuse
from scripts.stand_in.api_calls import CallsApi
from scripts.stand_in.control import Control
from scripts.stand_in.control_handset import HandsetControl
from scripts.stand_in.exchange import Answer, Refusal, Request, Routes
from scripts.stand_in.faults import Dropped
from scripts.stand_in.network import Network

API = "/2010-04-01/"


class Server(ThreadingHTTPServer):
    """Serves one network. Whoever reaches `/_control/` drives it, so it listens on this machine alone."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, network: Network, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.network = network
        network.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.api, self.control = Routes(), Routes()
        MessagesApi(network).add_to(self.api)
        CallsApi(network).add_to(self.api)
        Control(network).add_to(self.control)
        HandsetControl(network).add_to(self.control)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error; killed clients are what this server is for."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def answer(self, request: Request, authorization: str) -> Answer:
        """Raises `Dropped` where the answer gets lost."""
        try:
            if request.path.startswith(API):
                return self._answer_api(request, authorization)
            return self.control.answer(request)
        except Refusal as refusal:
            return refusal.answer()

    def _answer_api(self, request: Request, authorization: str) -> Answer:
        account = self.network.account
        if _credentials(authorization) != (account.account_sid, account.auth_token):
            raise refuse(20003, status=401)
        if request.path.removeprefix(API).split("/")[1] != account.account_sid:
            raise refuse(20404, status=404, to=request.path)
        if failure := self.network.faults.refusal():
            status, code = failure
            raise refuse(code, status=status)
        answer = self.api.answer(request)
        if request.method == "POST" and answer.status == 201 and self.network.faults.drops_answer():
            raise Dropped
        return answer


class _Conversation(BaseHTTPRequestHandler):
    """The provider's API sends small packets quickly: no waiting for more of them, and each answer in one piece."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def _handle(self) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(address.query, keep_blank_values=True))
        request = Request(self.command, address.path, query, body)
        try:
            answer = self.server.answer(request, self.headers.get("Authorization", ""))
        except Dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        content = answer.body
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _handle

    def log_message(self, *_args: object) -> None:
        """Keep quiet: the log that matters can be asked for."""


def _credentials(authorization: str) -> tuple[str, ...]:
    try:
        return tuple(base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":", 1))
    except (binascii.Error, UnicodeDecodeError):
        return ()
