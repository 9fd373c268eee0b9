"""Join codes: one for each administration. They are derived from a key, so no code is stored."""

import base64
import hashlib
import hmac
import unicodedata

from bot.core.people import Person
from bot.core.programme import Administration
from bot.features.roster import store
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

LENGTH = 10
"""Letters of a code, of 5 bits each."""
UNAMBIGUOUS = str.maketrans("IO", "89")
"""Base32 uses A-Z and 2-7. Replacing I and O leaves no letter that looks like another letter or digit."""


async def all_codes(context: WorkshopContext, actor: Person, *, reissue: bool) -> list[tuple[Administration, str]]:
    """Every administration and its code. With `reissue` the codes are new, and the old ones no longer valid."""
    administrations = context.workshop.administrations

    def write(tx: Transaction) -> dict[str, int]:
        if reissue:
            store.reissue_codes(tx, context.id, [a.code for a in administrations])
        audit.record(tx, context.id, context.now(), actor, "roster codes", "", "reissue" if reissue else "")
        return store.code_generations(tx, context.id)

    generations = await context.write(write)
    return [(a, join_code(context, a.code, generations.get(a.code, 0))) for a in administrations]


def join_code(context: WorkshopContext, administration: str, generation: int) -> str:
    """50 bits of an HMAC of administration and generation, such as `ABCDE-FGH23`: easy to read out and to type."""
    message = f"{context.id}\n{administration}\n{generation}".encode()
    digest = hmac.new(context.keys.key("join"), message, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:LENGTH].translate(UNAMBIGUOUS)
    return f"{letters[:5]}-{letters[5:]}"


async def is_valid(context: WorkshopContext, administration: str, typed: str) -> bool:
    """Whether `typed` is the current code of that administration; case, spaces and punctuation do not matter."""
    generations = await context.read(store.code_generations, context.id)
    expected = join_code(context, administration, generations.get(administration, 0))
    return hmac.compare_digest(_normalized(typed).encode(), _normalized(expected).encode())


async def owner(context: WorkshopContext, typed: str) -> Administration | None:
    """Whose current code `typed` is; None if it is nobody's. Each code is another, so it alone says for whom."""
    generations = await context.read(store.code_generations, context.id)
    given, found = _normalized(typed).encode(), None
    for each in context.workshop.administrations:  # all of them: the time taken tells nothing
        code = join_code(context, each.code, generations.get(each.code, 0))
        if hmac.compare_digest(given, _normalized(code).encode()):
            found = each
    return found


def _normalized(code: str) -> str:
    """A code without what people change when they type it: case, spaces, hyphens, full-width letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())
