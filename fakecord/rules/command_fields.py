"""The fields of application commands that fakecord models. See `modelled.py`.

https://discord.com/developers/docs/interactions/application-commands#application-command-object
"""

from fakecord.rules.modelled import Shape, fields

NAMED = fields("type", "name", "name_localizations", "description", "description_localizations")
OPTION: dict[str, Shape | None] = NAMED | fields(
    "required", "min_value", "max_value", "min_length", "max_length", "autocomplete", "channel_types",
    choices=fields("name", "name_localizations", "value"),
)  # fmt: skip
OPTION["options"] = OPTION
COMMAND = NAMED | fields(
    "default_member_permissions", "dm_permission", "nsfw", "contexts", "integration_types", options=OPTION
)
