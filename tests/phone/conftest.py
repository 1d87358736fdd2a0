from tests.fakes.network import centre, deliver, network  # noqa: F401 - for everybody here
