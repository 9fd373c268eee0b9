"""The replies to /workshop setup, status, reload and resume."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.core.announcement_kind import AnnouncementKind
from bot.core.objections import Objection, Why
from bot.core.people import Membership, Participant
from bot.core.programme import Evaluation, PromptKind, Question, Registration
from bot.core.schedule import Schedule, differences, moved
from bot.features.announcements.model import ListedAnnouncement, Status
from bot.features.organisers import text
from bot.features.organisers.file_changes import FileChange
from bot.features.organisers.model import SetupResult, WorkshopStatus
from bot.features.organisers.reload_model import Losses, OtherFiles, ReloadPreview, ReloadResult, WithoutEffect
from bot.features.organisers.reload_text import reloaded
from bot.features.organisers.without_effect_text import without_effect
from bot.i18n.formats import Formats
from tests.features.organisers.helpers import ENGLISH, at, workshop
from tests.workshop.helpers import both

FORMATS = Formats("en", ZoneInfo("UTC"))
WORKSHOP = workshop()
SCHEDULE = Schedule.of(WORKSHOP)
NOTHING = WorkshopStatus(attendance=None, upcoming=None, ahead=[], troubles=[], paused=False)


def announcement(key: str, status: Status = Status.DUE, fault: str | None = None) -> ListedAnnouncement:
    return ListedAnnouncement(
        key, AnnouncementKind.OPENING, "opening", "en", at(15, 10), status, fault, both("Opening")
    )


def setup(**result: object) -> list[str]:
    return text.setup(ENGLISH, FORMATS, WORKSHOP, SetupResult(**result)).splitlines()  # type: ignore[arg-type]


def test_a_setup_names_what_it_does_not_use_and_who_is_organiser() -> None:
    said = setup(
        roles=["Facilitators"],
        unused=[
            Objection(Why.SEVERAL, "#plenary", count=3),
            Objection(Why.PERMISSIONS, "Co_ordinators", permissions=("administrator", "manage_guild")),
            Objection(Why.MANAGED, "<#1> **Bot**"),
            Objection(Why.OPEN, "<#12>", roles=("@everyone",)),
        ],
        unseen=[("Organisers", ["manage_guild"])],
        organisers=[f"Person {number}" for number in range(17)],
    )
    assert [line.partition(". ")[0] for line in said[1:5]] == [
        "Not used: #plenary",
        "The role Co\\_ordinators is not used: it carries Administrator and Manage Server, which its people must not "
        "have here",
        "The role \\<#1\\> \\*\\*Bot\\*\\* is not used: Discord itself gives and takes it",
        "The channel <#12> is not used: it is for organisers, and these roles see it: @\u200beveryone",
    ]
    assert "they need Manage Server." in said[5]
    assert "Person 14 and 2 more." in said[6]
    assert not any("roster codes" in line for line in said)


def test_a_setup_names_what_it_created() -> None:
    assert setup(roles=["Organisers"], channels=["plenary", "organisers"], events=1) == [
        "Role created: Organisers.",
        "Channels created: plenary and organisers.",
        "1 scheduled event created.",
        "Next: invite people to this server; they join with the button of the welcome, or with /join.",
    ]
    with_codes = replace(WORKSHOP, registration=Registration.CODE)
    assert text.setup(ENGLISH, FORMATS, with_codes, SetupResult(events=1)).endswith("with /roster codes.")
    assert SetupResult(roles=["Organisers"], events=2).created == "Organisers, 2 events"


def test_a_setup_names_what_an_organiser_must_do() -> None:
    assert setup(lacking=["manage_roles"], too_high=["Organisers"], refused=["#plenary: no"]) == [
        "I lack these permissions: Manage Roles. Give them to my role in the server's settings.",
        "I cannot give a role that is above mine: Organisers. Drag my role above it in the server's settings.",
        "Discord refused: #plenary: no",
    ]


def test_the_status_of_a_workshop_without_anything_to_tell() -> None:
    assert text.status(ENGLISH, FORMATS, NOTHING, [], [], []) == [
        "No session is in progress.",
        "No announcement is planned.",
        "No known problems.",
    ]


def test_the_status_lists_faults_with_the_pause_first() -> None:
    awa = Participant(1, 1, "Awa*", "ML", Membership.JOINED, "fr")
    evaluation = Evaluation("final", both("Final"), "closing", at(17, 17), True, ())
    failed = announcement("opening/opening/en", Status.FAILED, "unreachable:#announcements")
    status = replace(NOTHING, ahead=[announcement("a")], troubles=[failed], paused=True)
    _session, ahead, counts, faults = text.status(ENGLISH, FORMATS, status, [(evaluation, 2)], [awa], ["The role X."])
    assert ahead.splitlines()[0] == "**Next announcements**"
    assert counts == "Evaluation “Final (en)”: 2 responses."
    assert faults.splitlines() == [
        "**To be fixed**",
        "- The workshop is paused: nothing opens or is announced automatically. To continue: /workshop resume.",
        "- The role X.",
        "- 15 March, 10:00 · Opening, “Opening (en)” (en): failed, Discord could not be reached",
        "- Direct messages cannot be delivered to: Awa\\*.",
    ]


NO_LOSSES = Losses(groups=[], sessions=[], evaluations=[], languages=[], key_messages=0, purge_at=None)
SAME = ReloadPreview(WORKSHOP, ReloadResult([], [], []), WithoutEffect(), OtherFiles(), NO_LOSSES, [], "")


def test_a_reload_names_each_kind_of_change() -> None:
    later = moved(SCHEDULE, "opening", at(15, 14))
    result = ReloadResult(
        moved=differences(SCHEDULE, later),
        added=[SCHEDULE["methods"]],
        removed=[SCHEDULE["closing"]],
        changes=[
            FileChange((), "registration", "open", "code"),
            FileChange((both("Opening"),), "description.en", None, "Long*"),
            FileChange((both("Malawi"),), "administrations", "MW", None, is_entry=True),
            FileChange((), "channels.plenary", "plenary", "hall"),
        ],
    )
    files = OtherFiles([WORKSHOP], [workshop(title=both("Old"))], [workshop(title=both("Next"))])
    [done] = reloaded(ENGLISH, FORMATS, replace(SAME, result=result, files=files))
    first, change, *others = done.splitlines()
    assert first == "The changed file is in use from now on."
    assert change.startswith("- Opening (en): ")
    assert others == [
        "- New: Methods (en)",
        "- No longer in the file: Closing (en)",
        "- `registration`: “open” → “code”",
        "- Opening (en) (`description.en`): – → “Long\\*”",
        "- No longer in the file: Malawi (en) (`administrations`)",
        "- `channels.plenary`: “plenary” → “hall”",
        "- A new workshop: Workshop (en). It begins once it has a server: /workshop setup.",
        "- “Old (en)”: its file is gone. It runs until I am started again, and its data stay.",
        "- “Next (en)”: its file has changed too. It is loaded by a /workshop reload of its own, or once I am started "
        "again.",
    ]


def test_what_of_a_file_has_no_effect_is_told_of_one_and_of_several() -> None:
    question, other = (Question(id, PromptKind.OPEN, both(f"What {id}?")) for id in "qr")
    one = WithoutEffect(kept=[SCHEDULE["methods"]], asked=[question], past=[SCHEDULE["opening"]])
    two = WithoutEffect(kept=[SCHEDULE["methods"], SCHEDULE["closing"]], asked=[question, other])
    assert without_effect(ENGLISH, FORMATS, one) == [
        "Begun or changed live, and left as it is: “Methods (en)”. To change it: /schedule move or /session link.",
        "This session is over already, so nothing is announced: “Opening (en)”.",
        "Asked already, so this question keeps its words and its options: “What q? (en)”.",
    ]
    assert without_effect(ENGLISH, FORMATS, two) == [
        "Begun or changed live, and left as they are: “Methods (en)” and “Closing (en)”. To change them: /schedule "
        "move or /session link.",
        "Asked already, so these questions keep their words and their options: “What q? (en)” and “What r? (en)”.",
    ]


def test_a_reload_of_the_same_file_changes_nothing() -> None:
    assert reloaded(ENGLISH, FORMATS, SAME) == ["The file is as it was: nothing changed."]


def test_announcements_held_back_by_a_pause_are_counted_from_the_sixteenth() -> None:
    lines = text.held_back(ENGLISH, FORMATS, [announcement(str(n)) for n in range(18)]).splitlines()
    assert (len(lines), lines[-1]) == (17, "and 3 more")
