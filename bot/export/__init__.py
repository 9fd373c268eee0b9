"""Exports: the tables as files, and the report."""
