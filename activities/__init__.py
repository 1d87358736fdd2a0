"""The heart: proposals, activities, sessions, bookings, the waiting list, and the register."""
