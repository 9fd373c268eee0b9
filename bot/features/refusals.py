"""Finds the message for an error, in the feature that defines the error."""

from bot.chat import refusals as common
from bot.features.announcements import refusals as announcements
from bot.features.attendance import refusals as attendance
from bot.features.evaluations import refusals as evaluations
from bot.features.floor import refusals as floor
from bot.features.key_messages import refusals as key_messages
from bot.features.programme import refusals as programme
from bot.features.prompts import refusals as prompts
from bot.features.roster import refusals as roster
from bot.i18n.catalogue import Phrases

FEATURES = (announcements, attendance, evaluations, floor, key_messages, programme, prompts, roster)


def refusal(_: Phrases, error: BaseException) -> str | None:
    """What is wrong, and what to do next. None for an error that is a bug."""
    found = (each.refusal(_, error) for each in (*FEATURES, common))  # subclasses before base classes
    return next((sentence for sentence in found if sentence), None)
