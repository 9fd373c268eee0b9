"""Texts in every language, no longer than where they are shown."""

# ruff: noqa: E501 - a fault is quoted whole

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: {fr: Vendredi}")],
            ["22: the text in `en` is missing; add `en: …`"],
            id="language missing",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: {fr: Vendredi, en: Friday, pt: Sexta}")],
            ["22: `pt` is not a language of the workshop; choose one of `fr`, `en`"],
            id="unknown language",
        ),
        pytest.param(
            [("languages: [fr, en]", "languages: [fr, en, pt]")],
            [
                "4: there is no catalogue for the language `pt`; add `locales/pt/LC_MESSAGES/bot.po`, or keep to `en`, `fr`"
            ],
            id="language without a catalogue",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: {fr: '', en: Friday}")],
            ["22: the text in `fr` is empty; write it"],
            id="empty text",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: {fr: , en: '\u200b '}")],
            ["22: the text in `en` is empty; write it", "22: the text in `fr` is empty; write it"],
            id="nothing to be seen",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: Friday")],
            ["22: there is no text in each language; write `{fr: …, en: …}`"],
            id="one text for all languages",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: {fr: [a], en: Friday}")],
            ["22: there is no text for `fr`; write it in double quotes"],
            id="list for a text",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", 'title: {fr: "a\\nb", en: Friday}')],
            ["22: the text in `fr` has several lines; write it on one line"],
            id="several lines",
        ),
        pytest.param(
            [("fr: Ouverture, en: Opening", f"fr: {'x' * 100}, en: {'y' * 101}")],
            [
                "25: the text in `en` has 101 characters; shorten it to 100, which is what fits as the name of a scheduled event"
            ],
            id="event's name",
        ),
        pytest.param(
            [("fr: Bienvenue, en: Welcome", f"fr: {'x' * 600}, en: {'y' * 399}")],
            [
                "26: together the languages make 1001 characters; shorten them to 1000, which is what Discord takes as the description of a scheduled event"
            ],
            id="event's description",
        ),
        pytest.param(
            [("fr: Un, en: One", f"fr: {'x' * 50}, en: {'y' * 48}")],
            [
                "39: together the languages make 101 characters; shorten them to 100, which is what Discord takes in a menu"
            ],
            id="option",
        ),
        pytest.param(
            [("fr: Mal,", f"fr: {'x' * 46},")],
            ["33: the text in `fr` has 46 characters; shorten it to 45, which is what fits as the end of a scale"],
            id="end of a scale",
        ),
        pytest.param(
            [("fr: Non", f"fr: {'x' * 46}")],
            ["54: the text in `fr` has 46 characters; shorten it to 45, which is what fits as the end of a scale"],
            id="end of a question's scale",
        ),
        pytest.param(
            [("fr: Utile", f"fr: {'x' * 301}")],
            ["54: the text in `fr` has 301 characters; shorten it to 300, which is what fits in a form"],
            id="question of a form",
        ),
        pytest.param(
            [("fr: Lequel", f"fr: {'x' * 301}")],
            ["37: the text in `fr` has 301 characters; shorten it to 300, which is what fits above the answers"],
            id="prompt",
        ),
        pytest.param(
            [("fr: Transparence", f"fr: {'x' * 101}")],
            ["18: the text in `fr` has 101 characters; shorten it to 100, which is what fits in a menu"],
            id="theme",
        ),
        pytest.param(
            [("fr: Mali", f"fr: {'x' * 81}")],
            ["16: the text in `fr` has 81 characters; shorten it to 80, which is what fits beside a person's name"],
            id="administration's name",
        ),
        pytest.param(
            [("fr: Atelier, en: Workshop", f"fr: {'x' * 101}, en: {'y' * 100}")],
            ["5: the text in `fr` has 101 characters; shorten it to 100, which is what fits as a title"],
            id="workshop's title",
        ),
        pytest.param(
            [("fr: Vendredi", f"fr: {'x' * 101}")],
            ["22: the text in `fr` has 101 characters; shorten it to 100, which is what fits in the agenda"],
            id="day's title",
        ),
        pytest.param(
            [("fr: Bilan", f"fr: {'x' * 46}")],
            ["50: the text in `fr` has 46 characters; shorten it to 45, which is what fits as the title of a form"],
            id="form's title",
        ),
        pytest.param(
            [("[Someone]", f"[{'x' * 101}]")],
            ["29: the text has 101 characters; shorten it to 100"],
            id="speaker",
        ),
        pytest.param(
            [("[Someone]", "['']")],
            ["29: the text is empty; write it"],
            id="no speaker",
        ),
    ],
)
def test_a_text_is_refused_where_it_stands(tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
