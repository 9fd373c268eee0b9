"""Other workshops than the sample are rehearsed too: the smallest, and a hospital network in three languages."""

import asyncio
from pathlib import Path

import pytest

from bot.i18n.catalogue import available
from bot.rehearsal.play import RehearsalOptions, run_play
from bot.workshop_file import read_workshop
from tests.soak.kills import faults_of_play
from tests.soak.shapes import SHAPES, SMALLEST, Shape, faults_of_shape, write_shape

pytestmark = pytest.mark.timeout(400)
HOSPITALS = Path(__file__).resolve().parents[2] / "config/samples/hospitals/workshops/hospital-network.yaml"
CUSTOMS = ("customs", "douan", "corruption", "intégrité", "integrity")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
def test_every_shape_is_a_workshop(shape: Shape, tmp_path: Path) -> None:
    workshop, faults = read_workshop(write_shape(shape, tmp_path), available())
    assert (workshop is not None, faults) == (True, [])


async def test_the_smallest_workshop_is_rehearsed(tmp_path: Path) -> None:
    assert await faults_of_shape(SMALLEST, tmp_path) == []


@pytest.mark.slow
async def test_a_hospital_network_is_rehearsed_without_a_word_of_customs(tmp_path: Path) -> None:
    workshop, faults = read_workshop(HOSPITALS, available())
    assert workshop, faults
    assert workshop.languages == ("fr", "en", "pt-BR")
    play, summary = await run_play(RehearsalOptions(workshop, HOSPITALS, tmp_path, participants=12))
    assert faults_of_play(play, summary) == []
    everything = await asyncio.to_thread((tmp_path / "data.json").read_text, "utf-8")
    assert [word for word in CUSTOMS if word in everything.lower()] == []
    sources = {presence.source for each in play.expectations.attendance.sign_ins.values() for presence in each}
    assert sources == {"code"}
