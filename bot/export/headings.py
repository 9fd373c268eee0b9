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
    # Translators: column: what was done, as the name of a command
    "action": mark("Action"),
    # Translators: column: who did it
    "actor": mark("By"),
    "actual_end": mark("Actual end"),
    "actual_start": mark("Actual start"),
    "anonymous": mark("Anonymous"),
    # Translators: column: when it was answered
    "answered_at": mark("Answered"),
    "answers": mark("Answers"),
    # Translators: column: when it happened
    "at": mark("When"),
    "author": mark("Author"),
    # Translators: column: whether each person answers, or each group once
    "by": mark("Answered by"),
    "channel_id": mark("Channel"),
    # Translators: column: when it was closed
    "closed_at": mark("Closed"),
    "day": mark("Day"),
    "detail": mark("Details"),
    # Translators: column: when it had to be sent
    "due_at": mark("Due"),
    # Translators: column: when it was changed
    "edited_at": mark("Changed"),
    "endorsements": mark("Endorsements"),
    "evaluation_id": mark("Evaluation"),
    "first_in": mark("First arrival"),
    # Translators: column: what identifies an announcement
    "key": mark("Key"),
    "key_messages": mark("Key messages"),
    "kind": mark("Kind"),
    "language": mark("Language"),
    "last_out": mark("Last departure"),
    "message_id": mark("Message"),
    "minutes": mark("Minutes"),
    "name": mark("Name"),
    # Translators: column: whether an organiser entered it for the group
    "on_behalf": mark("Entered on their behalf"),
    # Translators: column: when it was opened
    "opened_at": mark("Opened"),
    "option_ids": mark("Codes of the options picked"),
    "options": mark("Options"),
    "participant_id": mark("Participant no."),
    "participants": mark("Participants"),
    "planned_end": mark("Planned end"),
    "planned_start": mark("Planned start"),
    "prompt_id": mark("Question’s code"),
    "question_id": mark("Question’s code"),
    "reason": mark("Reason"),
    # Translators: column: when the person joined
    "registered_at": mark("Registered"),
    "response_id": mark("Response"),
    # Translators: column: when it was sent
    "sent_at": mark("Sent"),
    "session_id": mark("Session"),
    "sessions_represented": mark("Sessions represented"),
    "sources": mark("Sources"),
    "status": mark("Status"),
    "submitted_at": mark("Submitted"),
    # Translators: column: what an action was done to
    "target": mark("Target"),
    "text": mark("Text"),
    "theme": mark("Theme"),
    "timezone": mark("Time zone"),
    "title": mark("Title"),
    "uncertain": mark("Uncertain"),
    # Translators: column: the number that was picked, from 1 to 5
    "value": mark("Value"),
    "version": mark("Version"),
}


def table_name(_: Phrases, workshop: Workshop, table: Table) -> str:
    return group_word.many(_, workshop) if table.name == "administrations" else _(TABLES[table.name])


def column_name(_: Phrases, workshop: Workshop, column: Column) -> str:
    """The name. It is `Title (French)` if there is a column for each language."""
    name = group_word.one(_, workshop) if column.name == "administration" else _(COLUMNS[column.name])
    if not column.language:
        return name
    return _("%(column)s (%(language)s)", column=name, language=language_name(_.language, column.language))


def language_name(reader: str, language: str) -> str:
    """The name of `language` in the language `reader`: `français`, `French`."""
    return Locale.parse(language, sep="-").get_display_name(reader.replace("-", "_")) or language
