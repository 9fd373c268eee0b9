"""What became of the key messages of the edition before, as organisers of this one wrote it."""

from collections.abc import Iterator

from bot.export.document import Block, Grid, Heading
from bot.export.report.data import Data
from bot.export.report.report_locale import ReportLocale
from bot.features.key_messages.progress_model import FollowedMessage, ProgressStatus
from bot.i18n.catalogue import mark

STATUSES = {
    ProgressStatus.TAKEN_UP: mark("taken up"),
    ProgressStatus.UNDER_WAY: mark("under way"),
    ProgressStatus.DONE: mark("done"),
    ProgressStatus.NOT_TAKEN_UP: mark("not taken up"),
}


def progress(data: Data, _: ReportLocale) -> Iterator[Block]:
    if not data.followed:
        return
    title = _("What became of last time’s key messages")
    yield Heading(1, title)
    headers = (_("Key message"), _("Text"), _("Status"), _("Note"))
    yield Grid(title, headers, tuple(_row(_, each) for each in data.followed), is_captioned=False)


def _row(_: ReportLocale, followed: FollowedMessage) -> tuple[str, ...]:
    message, stands = followed.message, followed.progress
    assert stands is not None
    text = message.texts.get(_.language, message.texts[message.language])
    return message.reference, text, _(STATUSES[stands.status]), stands.notes.get(_.language, "")
