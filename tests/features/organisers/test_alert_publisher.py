"""Alerts to the organisers: each once, one report per outage, without troubles that were solved meanwhile."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.features.announcements import service, store
from bot.features.announcements.model import Status
from bot.features.organisers.alert_publisher import AlertPublisher
from bot.outbox.engine import deliver
from bot.outbox.messages import DeliveryFailed, FoundMessage
from tests.features.helpers import ORGANISER, Crash
from tests.features.running_workshop import RunningWorkshop, at

OPENING, CLOSING = "a/opening/fr", "a/closing/fr"


@dataclass
class Alerts:
    running: RunningWorkshop

    async def fail(self, key: str) -> None:
        context = self.running.context
        await context.write(store.settle_unsent, context.id, [key], Status.FAILED, "not permitted:#annonces")

    async def send(self) -> None:
        publisher = AlertPublisher(self.running.context, self.running.channels)
        for alert in await publisher.due():
            await deliver(publisher, alert)

    @property
    def sent(self) -> list[str]:
        organisers = self.running.channels.ids["organisers"]
        return [it.text for it in self.running.channels.sent if it.channel == organisers]


@pytest.fixture
async def alerts(tmp_path: Path) -> AsyncIterator[Alerts]:
    built = Alerts(await RunningWorkshop.begin(tmp_path))
    yield built
    await built.running.close()


async def test_what_failed_is_reported_once(alerts: Alerts) -> None:
    await alerts.fail(OPENING)
    await alerts.send()
    await alerts.send()
    assert len(alerts.sent) == 1
    assert "These announcements were not sent as planned" in alerts.sent[0]
    await alerts.fail(CLOSING)
    await alerts.send()
    assert ["Opening" in text.split("\n\n")[1] for text in alerts.sent] == [True, False]


async def test_a_report_that_could_not_be_sent_takes_in_what_failed_since(alerts: Alerts) -> None:
    await alerts.fail(OPENING)
    alerts.running.channels.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await alerts.send()
    await alerts.fail(CLOSING)
    await alerts.send()
    await alerts.send()
    assert len(alerts.sent) == 1
    assert "Opening" in alerts.sent[0]
    assert "Closing" in alerts.sent[0]


@pytest.mark.parametrize(("fault", "reports"), [("crash before", 1), ("crash after", 2)])
async def test_after_a_crash_a_report_is_neither_lost_nor_repeated(alerts: Alerts, fault: str, reports: int) -> None:
    await alerts.fail(OPENING)
    alerts.running.channels.faults.coming = [fault]
    with pytest.raises(Crash):
        await alerts.send()
    await alerts.running.crash()
    await alerts.fail(CLOSING)
    await alerts.send()
    await alerts.send()
    assert len(alerts.sent) == reports
    assert sum(text.count("Opening") for text in alerts.sent) == 1


async def test_what_is_sent_after_all_is_not_reported(alerts: Alerts) -> None:
    await alerts.fail(OPENING)
    alerts.running.channels.faults.coming = ["forbid"]
    with pytest.raises(DeliveryFailed):  # a refusal that lasts is tried again too: the report is not lost
        await alerts.send()
    await service.retry(alerts.running.context, OPENING, ORGANISER)
    await alerts.running.run_due()
    await alerts.send()
    assert alerts.sent == []


async def test_a_report_waits_for_what_is_being_sent(alerts: Alerts) -> None:
    await alerts.fail(OPENING)
    alerts.running.clock.at = at(15, 10)  # the opening in the other language is due
    await alerts.send()
    assert alerts.sent == []
    await alerts.running.run_due()
    await alerts.send()
    assert len(alerts.sent) == 1


async def test_who_was_missing_is_told_once_the_summary_was_sent(alerts: Alerts) -> None:
    context, key = alerts.running.context, "2021-03-15/summary/fr"
    await alerts.send()
    await context.write(store.settle_sent, context.id, key, Status.SENT, FoundMessage(99, at(15, 18), 2))
    await alerts.send()
    await alerts.send()
    assert ["Not represented on" in text for text in alerts.sent] == [True]
