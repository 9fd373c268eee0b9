"""Texts for organisers about the certificates of attendance, in one language."""

from bot.export.certificates import CertificateCounts
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def certificates(_: Phrases, f: Formats, counts: CertificateCounts, share: int) -> str:
    """The content of the document, or why there is none."""
    if not counts.ended:
        return _("No session has ended yet: a certificate counts only what was held. Try again after the first one.")
    percent = f.percent(share / 100)
    if counts.people:
        words = _.n(
            "Here is %(count)s certificate, for the one person who attended at least %(share)s of the time.",
            "Here are %(count)s certificates, a page for each person who attended at least %(share)s of the time.",
            counts.people,
            share=percent,
        )
    else:
        words = _(
            "Nobody attended at least %(share)s of the time, so there is no certificate. Give /export certificates a"
            " smaller share.",
            share=percent,
        )
    return f"{words} {_ahead(_, counts)}".strip()


def _ahead(_: Phrases, counts: CertificateCounts) -> str:
    """The sessions that are not counted yet. Empty when all sessions are over."""
    if not counts.ahead:
        return ""
    return _.n(
        "%(count)s session is not over yet and does not count.",
        "%(count)s sessions are not over yet and do not count.",
        counts.ahead,
    )
