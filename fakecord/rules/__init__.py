"""What a body may hold, and how Discord says what is wrong with it."""
