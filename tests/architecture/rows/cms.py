from tests.architecture.rows import Row, public

ROWS = [
    public("root", status=302),
    public("home"),
    public("phones"),
    public("robots"),
    # Signed in and without the right to edit: no use in signing in once more.
    Row("cms_login", 302, 403, 403, 403),
    Row("wagtailcore_login", 302, 403, 403, 403),
    Row("wagtailcore_login", 302, 403, 403, 403),
    public("wagtail_serve", lambda _world: [""]),
]
