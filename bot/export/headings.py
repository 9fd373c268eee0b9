"""The names of tables and columns in a reader's language."""

from babel import Locale

from bot.core.programme import Workshop
from bot.export.table import Column, Table
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases, mark

TABLES = {
    "sessions": mark("Sessions"),
    "participants": mark("Participants"),
    "attendance": mark("Attendance"),
    "prompts": mark("Prompts"),
    "answers": mark("Answers"),
    "key_messages": mark("Key messages"),
    "evaluations": mark("Evaluations"),
    "announcements": mark("Announcements"),
    "audit": mark("Actions"),
}
COLUMNS = {
    "action": mark("Action"),
    "actor": mark("By"),
    "actual_end": mark("Actual end"),
    "actual_start": mark("Actual start"),
    "anonymous": mark("Anonymous"),
    "answered_at": mark("Answered"),
    "answers": mark("Answers"),
    "at": mark("When"),
    "author": mark("Author"),
    "by": mark("Answered by"),
    "channel_id": mark("Channel"),
    "closed_at": mark("Closed"),
    "day": mark("Day"),
    "detail": mark("Details"),
    "due_at": mark("Due"),
    "edited_at": mark("Changed"),
    "endorsements": mark("Endorsements"),
    "evaluation_id": mark("Evaluation"),
    "first_in": mark("First arrival"),
    "key": mark("Key"),
    "key_messages": mark("Key messages"),
    "kind": mark("Kind"),
    "language": mark("Language"),
    "last_out": mark("Last departure"),
    "message_id": mark("Message"),
    "minutes": mark("Minutes"),
    "name": mark("Name"),
    "on_behalf": mark("Entered on their behalf"),
    "opened_at": mark("Opened"),
    "option_ids": mark("Options picked"),
    "options": mark("Options"),
    "participant_id": mark("Participant no."),
    "participants": mark("Participants"),
    "planned_end": mark("Planned end"),
    "planned_start": mark("Planned start"),
    "prompt_id": mark("Prompt"),
    "question_id": mark("Question"),
    "reason": mark("Reason"),
    "registered_at": mark("Registered"),
    "response_id": mark("Response"),
    "sent_at": mark("Sent"),
    "session_id": mark("Session"),
    "sessions_represented": mark("Sessions represented"),
    "sources": mark("Sources"),
    "status": mark("Status"),
    "submitted_at": mark("Submitted"),
    "target": mark("Target"),
    "text": mark("Text"),
    "theme": mark("Theme"),
    "timezone": mark("Time zone"),
    "title": mark("Title"),
    "uncertain": mark("Uncertain"),
    "value": mark("Value"),
    "version": mark("Version"),
}


def table_name(_: Phrases, workshop: Workshop, table: Table) -> str:
    return group_word.many(_, workshop) if table.name == "administrations" else _(TABLES[table.name])


def column_name(_: Phrases, workshop: Workshop, column: Column) -> str:
    """The name; `Title (French)` where there is a column for each language."""
    name = group_word.one(_, workshop) if column.name == "administration" else _(COLUMNS[column.name])
    if not column.language:
        return name
    return _("%(column)s (%(language)s)", column=name, language=language_name(_.language, column.language))


def language_name(reader: str, language: str) -> str:
    """The name of `language` in the language `reader`: `français`, `French`."""
    return Locale.parse(language, sep="-").get_display_name(reader.replace("-", "_")) or language
