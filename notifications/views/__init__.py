"""What staff and readers open of this room."""
