"""The acts of the play, one a feature: each gives the director its cues, and writes in the book what it did.

An act is a function `cue(play)`. What a person does goes through `Play.does`, so that a fault is noted
under her name and the play goes on.
"""
