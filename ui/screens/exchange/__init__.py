"""The room of the exchange: sticks out, sticks in, differences to decide."""
