"""The desk's and *My page*'s screens about people."""
