"""Stand-ins for other people's services: they speak the real protocol over a real socket."""
