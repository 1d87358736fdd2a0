from tests.architecture.rows import public

ROWS = [
    public("root", status=302),
    public("home"),
    public("phones"),
    public("robots"),
    public("wagtail_serve", lambda _world: [""]),
]
