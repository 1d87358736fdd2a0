"""Messages: their types, the outbox that records what is owed, and the gateways that carry them."""
