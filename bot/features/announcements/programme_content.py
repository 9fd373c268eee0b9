"""The content of announcements about the programme: sessions, the day's agenda, changes, and organisers' notices."""

import json
from datetime import date

import discord

from bot.chat.posts import button, buttons
from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import SessionState
from bot.features.announcements import change_text, text
from bot.features.announcements.change_notice import ChangeNotice
from bot.features.announcements.content import AnnouncementContent, Content, Contents
from bot.features.announcements.model import Announcement
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext


async def reminder(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    """A reminder, which also goes to everyone as a direct message."""
    if (state := _held_session(context, announcement)) is None:
        return None
    return AnnouncementContent(
        lambda _, f: text.reminder(_, f, context.schedule, state),
        recipients=tuple(context.all_participants()),
    )


async def opening(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    if (state := _held_session(context, announcement)) is None:
        return None
    return AnnouncementContent(
        lambda _, f: text.opening(_, f, context.schedule, state, aloud=aloud), _sign_in_and_floor_buttons
    )


async def closing(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    if (state := _held_session(context, announcement)) is None:
        return None
    following = _next_on_same_day(context, state)
    return AnnouncementContent(lambda _, f: text.closing(_, f, state, following), silent=True)


async def agenda(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    day = date.fromisoformat(announcement.subject)
    return AnnouncementContent(lambda _, f: text.agenda(_, f, context.schedule, day))


async def change(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    notice = ChangeNotice.from_json(announcement.payload or "").without_later_changes(context.schedule)
    today = context.now().astimezone(context.workshop.zone).date()
    return AnnouncementContent(
        lambda _, f: change_text.changes(_, f, context.schedule, notice, today),
        silent=not notice.asks_something(context.schedule),
    )


async def notice(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    texts = json.loads(announcement.payload or "{}")
    return AnnouncementContent(lambda _, f: text.notice(_, texts))


PROGRAMME_CONTENTS: Contents = {
    AnnouncementKind.REMINDER: reminder,
    AnnouncementKind.OPENING: opening,
    AnnouncementKind.CLOSING: closing,
    AnnouncementKind.AGENDA: agenda,
    AnnouncementKind.CHANGE: change,
    AnnouncementKind.NOTICE: notice,
}


def _held_session(context: WorkshopContext, announcement: Announcement) -> SessionState | None:
    state = context.schedule.states.get(announcement.subject)
    return state if state and state.is_held else None


def _next_on_same_day(context: WorkshopContext, state: SessionState) -> SessionState | None:
    upcoming = context.schedule.upcoming(context.now())
    same_day = upcoming and context.schedule.local_date(upcoming) == context.schedule.local_date(state)
    return upcoming if same_day else None


def _sign_in_and_floor_buttons(languages: tuple[str, ...]) -> discord.ui.View:
    sign_in = " / ".join(phrases(language)("Sign in") for language in languages)
    floor = " / ".join(phrases(language)("Ask for the floor") for language in languages)
    return buttons(
        [button(sign_in, "signin", discord.ButtonStyle.primary), button(floor, "floor:request")],
    )
