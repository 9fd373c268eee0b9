"""Find a button or a menu in a message by its index, label, custom id or placeholder."""

from fakecord.errors import Json, NotPossible


def find_component(components: list[Json], which: str | int, what: str) -> Json:
    """`which` is an index, a label, a custom id or a placeholder.

    It may also be the end of a custom id (from a colon on), or a part of a label, if only one component has it.
    """
    if isinstance(which, int):
        if not 0 <= which < len(components):
            raise NotPossible(f"the message has {len(components)} of {what}s, not {which + 1}")
        return components[which]
    for key in ("label", "custom_id", "placeholder"):
        for component in components:
            if component.get(key) == which:
                return component
    ending = [c for c in components if (c.get("custom_id") or "").endswith(f":{which}")]
    similar = [c for c in components if which.lower() in (c.get("label") or "").lower()]
    for found in (ending, similar):
        if len(found) == 1:
            return found[0]
    raise NotPossible(f"no {what} {which!r}, only {[c.get('label') or c.get('custom_id') for c in components]}")
