"""Random bad input: the bot accepts it and shows it whole, or refuses it with a sentence that helps."""
