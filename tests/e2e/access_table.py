"""Every command, button, menu and form, and who may use it. `test_access.py` tries each row.

A command or a custom id without a row here fails the tests. Who:

    all          everyone in the server
    coordinator  a person registered to any administration
    turn         a facilitator, or a coordinator of the administration whose turn it is: here Malawi (MW)
    facilitator  the role, or organiser
    organiser    the role, or Manage Server, which the owner has
"""

from dataclasses import dataclass

PEOPLE = {  # everyone who tries each row, with the language of their Discord client
    "outsider": "fr",  # in the server, registered to nothing
    "malawi": "en-GB",  # a coordinator of Malawi
    "mali": "fr",  # a coordinator of another administration
    "facilitator": "en-US",  # by role
    "organiser": "fr",  # by role
    "manager": "en-US",  # no role of ours, but Manage Server
    "owner": "en-US",
    "former": "fr",  # was a coordinator, a facilitator and an organiser until a second ago
}
ORGANISERS = {"organiser", "manager", "owner"}
FACILITATORS = {"facilitator", *ORGANISERS}
ALLOWED = {
    "all": set(PEOPLE),
    "coordinator": {"malawi", "mali"},
    "turn": {"malawi", *FACILITATORS},
    "facilitator": FACILITATORS,
    "organiser": ORGANISERS,
}

COMMANDS = """
    command              | who         | tried with
    ---------------------+-------------+-------------------------------------------------
    programme            | all         | day=1
    now                  | all         |
    calendar             | all         |
    join                 | all         | administration=MW code=AAAAA-AAAAA
    checkin              | coordinator |
    me                   | all         |
    language             | all         | direct_messages=no
    floor request        | coordinator |
    floor withdraw       | coordinator |
    floor list           | coordinator |
    keymessage write     | coordinator |
    keymessage list      | coordinator |
    keymessage endorse   | coordinator | message=ML-1
    evaluate             | coordinator |
    privacy show         | all         |
    privacy export       | all         |
    privacy erase        | all         |
    help                 | all         |
    session status       | facilitator |
    session code         | facilitator |
    session link         | facilitator | url=https://example.org/
    session extend       | facilitator | minutes=1
    session floor        | facilitator | action=close
    session outcome      | facilitator | session=opening
    session start        | facilitator | session=opening
    session end          | facilitator | session=later
    prompt ask           | facilitator | prompt=hopes
    prompt compose       | facilitator | kind=open
    prompt nudge         | facilitator | prompt=device
    prompt results       | facilitator | prompt=device
    prompt close         | facilitator | prompt=spare
    workshop setup       | organiser   |
    workshop status      | organiser   |
    workshop reload      | organiser   |
    workshop pause       | organiser   |
    workshop resume      | organiser   |
    schedule delay       | organiser   | minutes=10 session=later
    schedule move        | organiser   | session=later start=23:00
    schedule cancel      | organiser   | session=later
    announce send        | organiser   |
    announce list        | organiser   |
    announce cancel      | organiser   | announcement=later/opening
    announce retry       | organiser   | announcement=later/opening
    announce edit        | organiser   | announcement=notice-1/notice
    roster show          | organiser   |
    roster codes         | organiser   | reissue=yes
    roster assign        | organiser   | member=@outsider administration=NE
    roster approve       | organiser   | member=@outsider
    roster remove        | organiser   | member=@outsider
    roster import        | organiser   | file=@roster
    attendance show      | facilitator |
    attendance mark      | organiser   | member=@malawi session=opening status=excused reason=ill
    attendance import    | organiser   | session=opening file=@report
    synthesis status     | organiser   |
    synthesis remind     | organiser   |
    synthesis enter      | organiser   | administration=NE
    synthesis translate  | organiser   | message=ML-2
    synthesis clear      | organiser   | message=MW-2
    synthesis reopen     | organiser   | administration=NE
    synthesis publish    | organiser   | override=no
    synthesis progress   | organiser   | message=MW-2
    export data          | organiser   | format=json
    export report        | organiser   | format=html language=fr
    export handouts      | organiser   |
    export certificates  | organiser   | share=50
"""

# {notice}, {change}, {report} are an organiser's drafts; {malawi} and {hers} a coordinator's numbers, of both kinds.
CUSTOM_IDS = """
    pattern                                     | who         | as     | tried
    --------------------------------------------+-------------+--------+--------------------------------------
    join                                        | all         | button | join
    join:form                                   | all         | form   | join:form
    join:again:{id}                             | all         | button | join:again:MW
    join:another                                | all         | button | join:another
    signin                                      | coordinator | button | signin
    signin:code                                 | coordinator | form   | signin:code
    outcome:form:{id}                           | facilitator | form   | outcome:form:opening
    floor:request                               | coordinator | button | floor:request
    floor:withdraw                              | coordinator | button | floor:withdraw
    floor:next:{id}:{number}                    | facilitator | button | floor:next:opening:0
    floor:close:{id}                            | facilitator | button | floor:close:opening
    prompt:answer:{id}                          | coordinator | button | prompt:answer:hopes
    prompt:form:{id}                            | coordinator | form   | prompt:form:hopes
    prompt:pick:{id}                            | coordinator | menu   | prompt:pick:device
    prompt:rate:{id}:{1|2|3|4|5}                | coordinator | button | prompt:rate:ease:3
    prompt:pass:{id}:{id}                       | turn        | button | prompt:pass:step:MW
    prompt:next:{id}:{id}                       | facilitator | button | prompt:next:step:ML
    prompt:compose:{KIND}:{BY}:{anonymous|named} | facilitator | form  | prompt:compose:open:participant:named
    keymessage:write                            | coordinator | button | keymessage:write
    keymessage:form:{id}:{number}               | coordinator | form   | keymessage:form:new:12
    keymessage:list:{number}                    | coordinator | button | keymessage:list:0
    keymessage:endorse:{id}:{number}            | coordinator | button | keymessage:endorse:ML-1:1
    keymessage:withdraw:{id}                    | coordinator | button | keymessage:withdraw:ML-1
    evaluate:open:{id}                          | coordinator | button | evaluate:open:final
    evaluate:part:{id}:{number}                 | coordinator | button | evaluate:part:final:0
    evaluate:form:{id}:{number}                 | coordinator | form   | evaluate:form:final:0
    evaluate:erase:{id}:{number}:{number}:{id}  | coordinator | button | evaluate:erase:final:0:1:000000
    evaluate:keep:{id}:{number}                 | coordinator | button | evaluate:keep:final:0
    announce:form:{now|seconds}                 | organiser   | form   | announce:form:now
    announce:send:{number}                      | organiser   | button | announce:send:{notice}
    announce:leave:{number}                     | organiser   | button | announce:leave:{notice}
    announce:edit:{id}                          | organiser   | form   | announce:edit:notice-1
    announce:now                                | organiser   | menu   | announce:now
    announce:now:{id}                           | organiser   | button | announce:now:later/opening
    schedule:apply:{number}                     | organiser   | button | schedule:apply:{change}
    schedule:leave:{number}                     | organiser   | button | schedule:leave:{change}
    attendance:settle:{number}:{number}         | organiser   | menu   | attendance:settle:{report}:0
    attendance:settle:{number}:{number}:{number} | organiser  | menu   | attendance:settle:{report}:0:0
    attendance:lines:{number}:{number}          | organiser   | button | attendance:lines:{report}:0
    attendance:line:{number}:{number}           | organiser   | menu   | attendance:line:{report}:0
    attendance:preview:{number}                 | organiser   | button | attendance:preview:{report}
    attendance:zone:{number}                    | organiser   | button | attendance:zone:{report}
    attendance:zoned:{number}                   | organiser   | form   | attendance:zoned:{report}
    attendance:apply:{number}                   | organiser   | button | attendance:apply:{report}
    attendance:leave:{number}                   | organiser   | button | attendance:leave:{report}
    attendance:unmark:{number}:{id}             | organiser   | button | attendance:unmark:{malawi}:opening
    roster:approve:{number}:{id}                | organiser   | button | roster:approve:{hers}:MW
    workshop:reload:{take|purge|leave}:{id}     | organiser   | button | workshop:reload:take:f00
    workshop:former                             | organiser   | button | workshop:former
    workshop:former:{take|leave}:{id}           | organiser   | button | workshop:former:take:f00
    synthesis:status:{number}                   | organiser   | button | synthesis:status:0
    synthesis:enter:{id}:{number}               | organiser   | form   | synthesis:enter:NE:34
    synthesis:progress:{id}                     | organiser   | form   | synthesis:progress:MW-2
    synthesis:translate:{id}:{number}:{number}  | organiser   | form   | synthesis:translate:ML-2:1:0
    workshop:resume:{say|skip}                  | organiser   | button | workshop:resume:say
    privacy:leave                               | all         | button | privacy:leave
    privacy:erase                               | all         | button | privacy:erase
"""

REQUIRED_PERMISSIONS = {  # the permission that a person needs for Discord to show a group
    "workshop": "manage_guild",
    "schedule": "manage_guild",
    "announce": "manage_guild",
    "roster": "manage_guild",
    "synthesis": "manage_guild",
    "export": "manage_guild",
    "session": "manage_events",
    "prompt": "manage_events",
    "attendance": "manage_events",
}

PICKED_VALUES = {"prompt:pick:device": "phone", "announce:now": "later/opening"}
"""The value that is picked in a menu. In the others it is nobody (`-`)."""
FORM_FIELDS: dict[str, dict[str, str | list[str]]] = {
    "join:form": {"code": "AAAAA-AAAAA"},
    "signin:code": {"code": "123456"},
    "prompt:form:hopes": {"text": "Typed"},
    "prompt:compose:open:participant:named": {"fr": "Écrit", "en": "Typed"},
    "keymessage:form:new:12": {"text": "Typed", "theme": ["none"], "language": ["en"]},
    "evaluate:form:final:0": {"useful": ["4"], "next": "Typed"},
    "announce:form:now": {"fr": "Écrit", "en": "Typed"},
    "announce:edit:notice-1": {"fr": "Écrit", "en": "Typed"},
    "outcome:form:opening": {"fr": "Écrit", "en": "Typed"},
    "synthesis:enter:NE:34": {"text": "Typed", "theme": ["none"], "language": ["en"]},
    "synthesis:progress:MW-2": {"status": ["done"], "fr": "Écrit", "en": "Typed"},
    "synthesis:translate:ML-2:1:0": {"en": "Typed"},
    "attendance:zoned:{report}": {"zone": "Typed"},
}


@dataclass(frozen=True)
class AccessRule:
    """One row: the command or custom id, who may use it, its kind, and an example that is sent."""

    name: str
    who: str
    kind: str
    example: str

    @property
    def allowed(self) -> set[str]:
        return ALLOWED[self.who]

    @property
    def denied(self) -> set[str]:
        return PEOPLE.keys() - self.allowed


def commands() -> list[AccessRule]:
    rows = [line.split("|") for line in COMMANDS.strip().splitlines()[2:]]
    return [AccessRule(name.strip(), who.strip(), "command", example.strip()) for name, who, example in rows]


def custom_ids() -> list[AccessRule]:
    rows = [line.split(" | ") for line in CUSTOM_IDS.strip().splitlines()[2:]]
    return [AccessRule(*(cell.strip() for cell in row)) for row in rows]
