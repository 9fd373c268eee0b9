"""Endorsements: one for each administration, of the version that was read."""

import pytest

from bot.features.key_messages import endorsement_service, publication_service
from bot.features.key_messages.errors import NotPublished, Outdated, OwnMessage
from bot.features.key_messages.publication_model import EndorsementOutcome
from tests.features.key_messages.desk_workshop import SECRETARIAT, DeskWorkshop
from tests.features.key_messages.helpers import edit, publish, translate, write


async def test_a_colleague_does_not_withdraw_an_endorsement_by_accident(desk: DeskWorkshop) -> None:
    await publish(desk, "MW 1")
    context, first, second = desk.context, desk.people["ML 1"], desk.people["ML 2"]
    given = await endorsement_service.toggle(context, first, "MW-1", 1)
    assert (given.outcome, given.message.endorsers) == (EndorsementOutcome.GIVEN, frozenset({"ML"}))
    colleague = await endorsement_service.toggle(context, second, "MW-1", 1)
    assert (colleague.outcome, colleague.endorsed_by) == (EndorsementOutcome.ALREADY_GIVEN, "ML 1")
    again = await endorsement_service.endorse(context, first, "MW-1")
    assert again.outcome is EndorsementOutcome.ALREADY_GIVEN
    withdrawn = await endorsement_service.toggle(context, first, "MW-1", 1)
    assert (withdrawn.outcome, withdrawn.message.endorsers) == (EndorsementOutcome.WITHDRAWN, frozenset())
    nothing = await endorsement_service.withdraw(context, first, "MW-1")
    assert nothing.outcome is EndorsementOutcome.NOT_GIVEN


async def test_a_colleague_can_withdraw_an_endorsement_by_choice(desk: DeskWorkshop) -> None:
    await publish(desk, "MW 1")
    await endorsement_service.endorse(desk.context, desk.people["ML 1"], "MW-1")
    result = await endorsement_service.withdraw(desk.context, desk.people["ML 2"], "MW-1")
    assert (result.outcome, result.message.endorsers) == (EndorsementOutcome.WITHDRAWN, frozenset())


async def test_only_published_messages_of_others_are_endorsed(desk: DeskWorkshop) -> None:
    await write(desk, "ML 1")
    with pytest.raises(NotPublished):
        await endorsement_service.endorse(desk.context, desk.people["MW 1"], "ML-1")
    await publication_service.publish(desk.context, SECRETARIAT, override=True)
    with pytest.raises(OwnMessage):
        await endorsement_service.endorse(desk.context, desk.people["ML 2"], "ML-1")


async def test_an_endorsement_belongs_to_the_version_that_was_read(desk: DeskWorkshop) -> None:
    message = await publish(desk, "MW 1")
    context = desk.context
    await endorsement_service.toggle(context, desk.people["ML 1"], "MW-1", 1)
    changed = await translate(desk, await edit(desk, "MW 1", message, "Something else"), "Autre chose")
    assert [each.endorsers for each in await publication_service.published(context)] == [{"ML"}]
    await publication_service.clear(context, SECRETARIAT, changed.reference)
    result = await publication_service.publish(context, SECRETARIAT)
    assert result.lapsed == ["MW-1"]
    assert [each.endorsers for each in await publication_service.published(context)] == [frozenset()]
    with pytest.raises(Outdated):
        await endorsement_service.toggle(context, desk.people["ML 1"], "MW-1", 1)
    given = await endorsement_service.toggle(context, desk.people["ML 2"], "MW-1", 2)
    assert given.outcome is EndorsementOutcome.GIVEN
