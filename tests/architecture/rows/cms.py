from tests.architecture.rows import LOGIN, Row, public

ROWS = [
    public("root", status=302),
    public("home"),
    public("phones"),
    public("robots"),
    # Signed in and without the right to edit: no use in signing in once more.
    Row("cms_login", LOGIN, 403, 403, 403),
    Row("wagtailcore_login", LOGIN, 403, 403, 403),
    Row("wagtailcore_login", LOGIN, 403, 403, 403),
    public("wagtail_serve", lambda _world: [""]),
]
