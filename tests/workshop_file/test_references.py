"""Repeated ids, and references to unknown ids."""

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [("themes: [transparency]", "themes: [transparancy]")],
            ["30: `transparancy` is not a theme's id; did you mean `transparency`?"],
            id="unknown theme",
        ),
        pytest.param(
            [("themes: [transparency]", "themes: [transparency, transparency]")],
            ["30: `transparency` is already used on line 30; choose another, or remove it"],
            id="theme given twice",
        ),
        pytest.param(
            [("[opening]", "[openings]")],
            ["13: `openings` is not known here; did you mean `opening`?"],
            id="unknown announcement",
        ),
        pytest.param(
            [("mention: [opening]", "mention: [opening, opening]")],
            ["13: `opening` is already used on line 13; choose another, or remove it"],
            id="announcement given twice",
        ),
        pytest.param(
            [("language: fr", "language: pt")],
            ["16: `pt` is not a language of the workshop; choose one of `fr`, `en`"],
            id="language of an administration",
        ),
        pytest.param(
            [("opens: messages, closes", "opens: mesages, closes")],
            ["47: `mesages` is neither a session's id nor a date and time; did you mean `messages`?"],
            id="unknown session",
        ),
        pytest.param(
            [("languages: [fr, en]", "languages: [fr, en, fr]")],
            ["4: `fr` is already used on line 4; choose another, or remove it"],
            id="language twice",
        ),
        pytest.param(
            [("[1d, 10m]", "[60m, 1h]")],
            ["9: `1h` is already used on line 9; choose another, or remove it"],
            id="reminder twice",
        ),
        pytest.param(
            [("code: ML", "code: MW")],
            ["16: `MW` is already used on line 15; choose another, or remove it"],
            id="code twice",
        ),
        pytest.param(
            [("id: work", "id: opening")],
            ["42: `opening` is already used on line 24; choose another, or remove it"],
            id="session's id twice",
        ),
        pytest.param(
            [("id: mood", "id: hopes")],
            ["33: `hopes` is already used on line 32; choose another, or remove it"],
            id="prompt's id twice",
        ),
        pytest.param(
            [("{id: b", "{id: a")],
            ["40: `a` is already used on line 39; choose another, or remove it"],
            id="option's id twice",
        ),
        pytest.param(
            [("id: automation", "id: transparency")],
            ["19: `transparency` is already used on line 18; choose another, or remove it"],
            id="theme's id twice",
        ),
        pytest.param(
            [("id: best", "id: useful")],
            ["55: `useful` is already used on line 54; choose another, or remove it"],
            id="question's id twice",
        ),
        pytest.param(
            [("organiser: Secretariat", "organiser: '@everyone'")],
            ["6: `@everyone` is everyone on the server; name a role that people are given"],
            id="role of everyone",
        ),
        pytest.param(
            [("organiser: Secretariat", "organiser: Coordinators")],
            ["6: `Coordinators` already serves as `organiser`; name another for `coordinator`"],
            id="one role for two",
        ),
        pytest.param(
            [("plenary: salle", "plenary: '#salle'")],
            ["7: `#salle` begins with `#`; write `salle`"],
            id="channel with a sign",
        ),
        pytest.param(
            [("plenary: salle", "plenary: Key Messages")],
            ["7: `key-messages` already serves as `plenary`; name another for `key_messages`"],
            id="one channel for two",
        ),
        pytest.param(
            [("plenary: salle", "announcements: {fr: annonces, en: annonces}")],
            ["7: `annonces` already serves as `announcements.fr`; name another for `announcements.en`"],
            id="one channel for two languages",
        ),
        pytest.param(
            [("plenary: salle", "announcements: {fr: annonces}")],
            ["7: the text in `en` is missing; add `en: …`"],
            id="language without a channel",
        ),
    ],
)
def test_a_reference_is_refused_where_it_stands(
    tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]
) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
