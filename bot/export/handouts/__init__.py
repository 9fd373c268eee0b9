"""Handouts before a workshop: an invitation for each group, a guide for each role, the programme."""
