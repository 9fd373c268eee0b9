"""Bad input: whatever Discord lets through, the bot takes it in and shows it whole, or says kindly that it cannot."""
