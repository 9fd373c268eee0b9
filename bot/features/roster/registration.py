"""Joins a delegation with a code, freely, or with an organiser's approval; and stores the choice of a language."""

from bot.core.errors import AwaitingApproval, CodeNeeded, UnknownAdministration
from bot.core.people import Membership, Participant, Person, Preference
from bot.core.programme import Administration, Registration
from bot.core.text import fold
from bot.features.roster import admission, code_throttle, former, join_codes, store
from bot.features.roster.errors import AlreadyJoined
from bot.features.roster.person_hash import person_hash
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


async def join(context: WorkshopContext, person: Person, administration: str, code: str | None) -> Participant:
    """Add `person` to a delegation, or move them from another. With approval, they are pending at first.

    `administration` is a code or a name. People who took part for it in the previous edition need no code. Raises
    `UnknownAdministration`; `CodeNeeded`, `WrongCode`, `TooManyTries`; `AlreadyJoined` if they belong to that
    delegation, `AwaitingApproval` if they have asked to; `Excluded` if an organiser removed them, `TooManyRequests`.
    """
    found = find_administration(context, administration)
    _require_change(context, person, found)
    if context.workshop.registration is Registration.CODE and not await former.took_part_for(
        context, person.discord_id, found.code
    ):
        if not code:
            raise CodeNeeded
        correct = join_codes.is_valid(context, found.code, code)
        await code_throttle.check_code(context, person.discord_id, correct=correct)
    return await _register(context, person, found)


async def join_with_code(context: WorkshopContext, person: Person, code: str) -> Participant:
    """As `join`, into the delegation that the code belongs to."""
    found = join_codes.owner(context, code)
    await code_throttle.check_code(context, person.discord_id, correct=found is not None)
    assert found is not None
    _require_change(context, person, found)
    return await _register(context, person, found)


def _require_change(context: WorkshopContext, person: Person, wanted: Administration) -> None:
    before = context.people.get(person.discord_id)
    if before and before.administration == wanted.code:
        raise AlreadyJoined if before.status is Membership.JOINED else AwaitingApproval


async def _register(context: WorkshopContext, person: Person, wanted: Administration) -> Participant:
    before = context.people.get(person.discord_id)
    needs_approval = context.workshop.registration is Registration.APPROVAL
    who = person_hash(context, person.discord_id)

    def write(tx: Transaction) -> Participant:
        admission.check_admitted(tx, context.id, person.discord_id, who)
        if needs_approval:
            admission.count_request(tx, context.id, who, context.now())
        bring_back(context, tx, person.discord_id)
        participant = store.save_participant(
            tx,
            context.id,
            discord_id=person.discord_id,
            name=person.name,
            administration=wanted.code,
            status=Membership.PENDING if needs_approval else Membership.JOINED,
            language=context.language_of(person),
            at=context.now(),
        )
        if before:
            detail = f"{before.administration} -> {wanted.code}"
            audit.record(tx, context.id, context.now(), person, "join", str(participant.id), detail)
        return participant

    participant = await context.write(write)
    context.update_participant(participant)
    return participant


def bring_back(context: WorkshopContext, tx: Transaction, discord_id: int) -> None:
    """Give an erased person who joins again their former number, so that nobody is counted twice."""
    if who := anonymity.keyed_hash(context, anonymity.erased_key_name(context), discord_id):
        store.bring_back(tx, context.id, who, discord_id)


def find_administration(context: WorkshopContext, code: str) -> Administration:
    """Find an administration by its code, or by its name in any language. Raises `UnknownAdministration`.

    Names count because people type their country when the suggestions do not load over a slow connection.
    """
    found = context.workshop.administration(code.strip().upper()) or context.workshop.administration(code)
    if found is None:
        named = [a for a in context.workshop.administrations if fold(code) in map(fold, (a.code, *a.name.values()))]
        if len(named) != 1:
            raise UnknownAdministration(code)
        found = named[0]
    return found


async def set_language(
    context: WorkshopContext, person: Person, language: str | None, direct_messages: bool | None
) -> Preference:
    """Store the choices of `/language`. `language` None is `auto`; `direct_messages` None leaves that choice."""
    before = context.preferences.get(person.discord_id, Preference())
    wanted = before.direct_messages if direct_messages is None else direct_messages
    preference = Preference(language, wanted)
    speaks = context.language_of(person, preference)
    await context.write(store.set_preference, context.id, person.discord_id, language, wanted, speaks)
    context.set_preference(person.discord_id, preference, speaks)
    return preference
