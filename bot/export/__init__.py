"""What organisers take away: the tables as files, and the report written from them."""
