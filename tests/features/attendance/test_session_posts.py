"""What organisers and facilitators read about one session, also with 60 administrations, in each language."""

from pathlib import Path

import pytest

from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post
from bot.core.programme import Administration
from bot.features.attendance import service, sign_in_codes
from bot.features.attendance import session_posts as session_text
from bot.i18n.catalogue import phrases
from tests.features.attendance.helpers import set_minutes, start_session
from tests.features.roster.helpers import SESSION, START, opened, sample_workshop, translated

SIXTY = tuple(
    Administration(
        f"A{n:02}",
        {
            "fr": f"République démocratique et fédérale de Écossie {n:02}",
            "en": f"Federal Republic of Scotia {n:02}",
        },
        "fr",
        "UTC",
    )
    for n in range(60)
)


def check_limits(post: Post) -> None:
    body = post.new("w")
    embeds = [embed.description or "" for embed in body["embeds"]]
    assert len(body["content"] or "") <= CONTENT
    assert all(len(text) <= EMBED for text in embeds)
    assert sum(map(len, embeds)) <= EMBEDS
    assert len(embeds) <= 10
    assert not any(text.endswith("…") for text in embeds)  # nothing is cut


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_sixty_administrations_fit_and_every_missing_one_is_named(tmp_path: Path, language: str) -> None:
    async with opened(tmp_path, sample_workshop(administrations=SIXTY), each=2) as sample:
        state = await start_session(sample)
        for name, participant in sample.people.items():
            if int(name[1:3]) % 3 == 0:
                await service.sign_in(sample.context, participant)
        attendance = await service.session_attendance(sample.context, state)
        post = session_text.attendance_post(phrases(language), sample.formats(language), attendance, SIXTY)
        check_limits(post)
        assert len(attendance.missing) == 40
        assert all(administration.name[language] in post.text for administration in attendance.missing)
        (file,) = post.files
        listed = file.fp.read().decode("utf-8-sig")
        assert all(name in listed for name in sample.people)


async def test_administrations_are_sorted_as_the_language_sorts_them(tmp_path: Path) -> None:
    names = ("Éthiopie", "Zambie", "Égypte", "Espagne", "Côte d'Ivoire", "Comores")
    administrations = tuple(Administration(f"X{n}", translated(name), "fr", "UTC") for n, name in enumerate(names))
    async with opened(tmp_path, sample_workshop(administrations=administrations), each=1) as sample:
        attendance = await service.session_attendance(sample.context, await start_session(sample))
        text = session_text.attendance_post(phrases("fr"), sample.formats("fr"), attendance, administrations).text
    order = sorted(names, key=lambda name: text.index(f"**{name} (fr)**"))
    assert order == ["Comores", "Côte d'Ivoire", "Égypte", "Espagne", "Éthiopie", "Zambie"]


async def test_names_stand_under_their_administration_with_their_attendance(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        state = await start_session(sample)
        await service.sign_in(sample.context, sample.people["ML 1"])
        attendance = await service.session_attendance(sample.context, state)
        administrations = sample.context.workshop.administrations
        post = session_text.attendance_post(phrases("en"), sample.formats("en"), attendance, administrations)
    assert post.text.splitlines() == [
        "**Opening (en)**",
        "Wednesday, 17 March 2021, 12:00–13:00 · in progress",
        "Represented: 1/3. Missing: Malawi and Niger.",
        "present: 1, absent: 2",
        "It is still in progress: those present are counted as if they stayed to the end.",
        "",
        "**Malawi**",
        "- MW 1: absent",
        "",
        "**Mali**",
        "- ML 1: present, 1\u00a0h (12:00–13:00); sign-in button",
        "",
        "**Niger**",
        "- NE 1: absent",
    ]


async def test_a_session_that_has_not_begun_has_no_attendance(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        attendance = await service.session_attendance(sample.context, sample.context.schedule[SESSION])
        _, f = phrases("en"), sample.formats("en")
        administrations = sample.context.workshop.administrations
        assert session_text.attendance_post(_, f, attendance, administrations).text.splitlines()[2:] == [
            "It has not begun: there is no attendance yet."
        ]
        assert session_text.status_message(_, f, attendance).splitlines()[2:] == ["State: still to come"]


async def test_the_status_counts_people_and_administrations(tmp_path: Path) -> None:
    async with opened(tmp_path, each=2) as sample:
        state = await start_session(sample)
        for name in ("ML 1", "ML 2", "NE 1"):
            await service.sign_in(sample.context, sample.people[name])
        attendance = await service.session_attendance(sample.context, state)
        assert session_text.status_message(phrases("en"), sample.formats("en"), attendance).splitlines() == [
            "**Opening (en)**",
            f"Wednesday, 17 March 2021, 12:00–13:00 · <t:{int(START.timestamp())}:t>",
            "State: in progress",
            "3 people present",
            "Represented: 2/3. Missing: Malawi.",
        ]


async def test_the_code_is_shown_with_the_time_it_is_valid(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        set_minutes(sample, 0)
        code = sign_in_codes.current_code(sample.context, SESSION)
        message = session_text.code_message(phrases("en"), sample.context.schedule[SESSION], code)
        start = int(START.timestamp())
        assert message.splitlines()[:2] == [
            f"Sign-in code of “Opening (en)”: **{code.digits}**",
            f"Show it or read it out. It changes <t:{start + 120}:R> and is accepted until <t:{start + 240}:T>.",
        ]
