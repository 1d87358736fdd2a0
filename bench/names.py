"""What the rows of the table are called."""

FLOOR = "floor: bare view"
STATIC = "floor: static file"
HAND = "floor: feed by hand"
COLD = "centre feed, cold"
CACHED = "centre feed, cached"
NOT_MODIFIED = "centre feed, 304"
