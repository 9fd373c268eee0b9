"""Finding a button or a menu in a message, by what a test knows of it."""

from fakecord.errors import Json, NotPossible


def find_component(components: list[Json], which: str | int, what: str) -> Json:
    """By index, by label, by custom id, by placeholder, or by a part of the label that only one component has."""
    if isinstance(which, int):
        if not 0 <= which < len(components):
            raise NotPossible(f"the message has {len(components)} of {what}s, not {which + 1}")
        return components[which]
    for key in ("label", "custom_id", "placeholder"):
        for component in components:
            if component.get(key) == which:
                return component
    similar = [c for c in components if which.lower() in (c.get("label") or "").lower()]
    if len(similar) == 1:
        return similar[0]
    raise NotPossible(f"no {what} {which!r}, only {[c.get('label') or c.get('custom_id') for c in components]}")
