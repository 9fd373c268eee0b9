"""The accepted headings of columns in organisers' spreadsheets, in English, French and Portuguese, as `header_key`."""

Names = tuple[str, ...]

DATE: Names = ("date", "data")
START: Names = ("start", "debut", "inicio")
END: Names = ("end", "fin", "fim", "termino")
DURATION: Names = ("duration", "duree", "duracao")
TITLE: Names = ("title", "titre", "titulo")
DESCRIPTION: Names = ("description", "descricao")
SPEAKERS: Names = ("speakers", "intervenants", "palestrantes")
KIND: Names = ("kind", "type", "tipo")

CODE: Names = ("code", "codigo")
NAME: Names = ("name", "nom", "nome")
LANGUAGE: Names = ("language", "langue", "idioma", "lingua")
TIMEZONE: Names = ("timezone", "fuseau", "fuseau horaire", "fuso", "fuso horario")
EMAIL: Names = ("email", "e mail", "courriel")
"""It may be there, and is not written to the workshop file."""

KNOWN = frozenset(
    {*DATE, *START, *END, *DURATION, *TITLE, *DESCRIPTION, *SPEAKERS, *KIND}
    | {*CODE, *NAME, *LANGUAGE, *TIMEZONE, *EMAIL}
)
WITH_LANGUAGE = frozenset({*TITLE, *DESCRIPTION, *NAME})
"""Columns of which there may be one for each language: `title_fr`."""
