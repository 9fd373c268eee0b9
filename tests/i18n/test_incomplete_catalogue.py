"""A phrase without a translation is shown completely in English, including its values."""

from pathlib import Path

import pytest

from bot.i18n.catalogue import English, Phrases
from bot.i18n.compiled_catalogue import load_translations
from bot.i18n.phrase import Phrase

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "the days"
msgstr "die Tage"

msgid "%(what)s are wrong"
msgstr "%(what)s sind falsch"

msgid "%(count)s answer"
msgid_plural "%(count)s answers"
msgstr[0] "%(count)s Antwort"
msgstr[1] "%(count)s Antworten"

msgid "write %(what)s"
msgstr ""
"""


@pytest.fixture
def german(tmp_path: Path) -> Phrases:
    file = tmp_path / "bot.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    translations = load_translations(file, "de")
    translations.add_fallback(English())
    return Phrases("de", translations)


def test_what_is_translated_is_said_in_the_language(german: Phrases) -> None:
    _ = german
    assert _("%(what)s are wrong", what=_("the days")) == "die Tage sind falsch"
    assert [_.n("%(count)s answer", "%(count)s answers", n) for n in (1, 2)] == ["1 Antwort", "2 Antworten"]


def test_a_sentence_without_a_translation_is_english_throughout(german: Phrases) -> None:
    _ = german
    assert _("write %(what)s", what=_("the days")) == "write the days"
    assert _("write %(what)s", what=_.n("%(count)s answer", "%(count)s answers", 2)) == "write 2 answers"
    assert _("read %(what)s", what=_("write %(what)s", what=_("the days"))) == "read write the days"


def test_a_phrase_among_the_values_follows_its_sentence(german: Phrases) -> None:
    inner = Phrase("the days")
    assert german.translate(Phrase("%(what)s are wrong", what=inner)) == "die Tage sind falsch"
    assert german.translate(Phrase("write %(what)s", what=inner)) == "write the days"
    several = Phrase.n("%(count)s of %(what)s", "%(count)s of %(what)s", 2, what=inner)
    assert german.translate(several) == "2 of the days"


def test_a_plural_without_a_translation_has_the_english_forms(german: Phrases) -> None:
    assert [german.n("%(count)s vote", "%(count)s votes", n) for n in (0, 1, 2)] == ["0 votes", "1 vote", "2 votes"]


def test_what_people_wrote_stays_as_it_is(german: Phrases) -> None:
    assert german("write %(what)s", what="die Tage") == "write die Tage"
