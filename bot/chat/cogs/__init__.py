"""The commands, one cog a feature; none knows another."""
