from tests.architecture.rows import public

ROWS = [
    public("healthz"),
    public("styles"),
    public("readyz", status=503),  # no worker runs beside the tests
]
