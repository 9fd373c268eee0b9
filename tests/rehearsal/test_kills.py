"""A day's rehearsal in which the bot is killed at random and Discord fails. `make soak` plays longer ones."""

from pathlib import Path

import pytest
import yaml

from bot.i18n.catalogue import available
from bot.rehearsal.play import RehearsalOptions, run_play
from bot.workshop_file import read_workshop
from tests.soak.kills import SAMPLE, faults_of_play

SEED, CAST, KILLS, OTHERS = 7, 10, 3, 3


@pytest.mark.timeout(600)
async def test_nothing_is_lost_and_nothing_said_twice(tmp_path: Path) -> None:
    file = _last_day(tmp_path / "day.yaml")
    workshop, faults = read_workshop(file, available())
    assert workshop, faults
    rehearsal = RehearsalOptions(workshop, file, tmp_path / "results", SEED, CAST, kills=KILLS, disruptions=OTHERS)
    play, summary = await run_play(rehearsal)
    assert faults_of_play(play, summary) == []
    assert summary.data["key_messages"] > 0
    assert len(play.disruptions.scheduled) >= KILLS + OTHERS


def _last_day(file: Path) -> Path:
    """The sample's last day alone: the desk and the evaluation are in it.

    It is yet to come, as with those who rehearse to be ready: the exports must go by the play's clock. And it is
    another's: organisers approve who joins, there are no themes, the evaluation opens as the last session ends,
    and the summary comes when all else is over.
    """
    described = yaml.safe_load(SAMPLE.read_text("utf-8"))
    described["days"] = described["days"][-1:]
    described["administrations"] = described["administrations"][:6]
    described |= {"registration": "approval", "daily": {"summary": "8h"}}
    del described["themes"]
    for session in described["days"][0]["sessions"]:
        session.pop("themes", None)
    described["evaluations"][0] |= {"opens": described["days"][0]["sessions"][-1]["id"], "closes": "2021-03-17T18:30"}
    described["key_messages"]["closes"] = "2021-03-17T17:00"
    text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False)
    file.write_text(text.replace("2021-03-", "2040-03-"), "utf-8")
    return file
