from tests.architecture.rows import public

ROWS = [
    public("root", status=302),
    public("home"),
    public("phones"),
    public("robots"),
    public("cms_login", status=302),
    public("wagtailcore_login", status=302),
    public("wagtailcore_login", status=302),
    public("wagtail_serve", lambda _world: [""]),
]
