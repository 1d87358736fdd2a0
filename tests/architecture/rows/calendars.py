from tests.architecture.rows import public

ROWS = [
    public("calendars:centre", lambda world: {"slug": world.centre.slug}),
    public("calendars:activity", lambda world: {"slug": world.activity.slug}),
    public("calendars:session", lambda world: {"public_id": world.session.public_id}),
]
