"""The organisers' board as Discord accepts it, for 60 administrations, in each language."""

from __future__ import annotations

from pathlib import Path

from bot.chat.posts import Post
from bot.features.attendance import service as attendance
from bot.features.organisers import board_service, board_text
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.attendance.helpers import start_session
from tests.features.attendance.test_session_text import SIXTY, check_limits
from tests.features.roster.helpers import opened, sample_workshop


async def test_the_board_of_sixty_administrations_fits(tmp_path: Path) -> None:
    async with opened(tmp_path, sample_workshop(administrations=SIXTY), each=2) as sample:
        await start_session(sample)
        for name, participant in sample.people.items():
            if int(name[1:3]) % 3 == 0:
                await attendance.sign_in(sample.context, participant)
        board = await board_service.of(sample.context)
        people = {p.id: p.name for p in sample.context.all_participants()}
        blocks = [
            board_text.board(phrases(language), Formats(language, sample.context.workshop.zone), board, people, [])
            for language in sample.context.workshop.languages
        ]
    check_limits(Post.of(*blocks))
    assert "20/60" in blocks[0]
