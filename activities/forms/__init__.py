"""What champions, staff and visitors fill in."""
