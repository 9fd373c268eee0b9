"""Random bad input: the bot accepts it and shows all of it, or refuses it with a helpful sentence."""
