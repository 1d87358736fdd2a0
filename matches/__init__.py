"""One champion with one person: friendly visits, palliative visits, buddies and lifts."""
