"""All workshops of one bot process. It says which of them the commands of a server act on."""

from collections.abc import Iterator

from bot.workshop.context import WorkshopContext


class WorkshopRegistry:
    def __init__(self, contexts: list[WorkshopContext]) -> None:
        self._contexts = contexts

    def add(self, context: WorkshopContext) -> None:
        self._contexts.append(context)

    def __iter__(self) -> Iterator[WorkshopContext]:
        return iter(self._contexts)

    def of_guild(self, guild: int) -> WorkshopContext | None:
        """The workshop of a server: the first one that is not over yet, else the last one.

        None if the server has none.
        """
        return _current([context for context in self._contexts if context.guild == guild])

    def unbound(self) -> list[WorkshopContext]:
        """The workshops whose file names no server, and that are not bound to a server yet."""
        return [context for context in self._contexts if context.guild is None]

    def waiting(self) -> WorkshopContext | None:
        """The unbound workshop that `/workshop setup` will bind."""
        return _current(self.unbound())


def _current(contexts: list[WorkshopContext]) -> WorkshopContext | None:
    """The first that is not over yet, else the last one."""
    if len(contexts) == 1:
        return contexts[0]
    contexts.sort(key=lambda context: context.workshop.starts)
    ahead = (context for context in contexts if context.workshop.ends > context.now())
    return next(ahead, contexts[-1] if contexts else None)
