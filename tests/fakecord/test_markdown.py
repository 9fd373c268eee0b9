"""Discord's markdown as the transcript shows it; nothing that people type becomes markup of the page."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from fakecord import DiscordServer, Guild
from fakecord.render.blocks import Blocks
from fakecord.render.inline import Inline
from fakecord.render.names import Names, initials
from fakecord.render.timestamps import Timestamps

READ_AT = datetime(2021, 3, 15, 9, 50, tzinfo=UTC)
OPENING = int(datetime(2021, 3, 15, 10, tzinfo=UTC).timestamp())


@pytest.fixture
def blocks(server: DiscordServer, guild: Guild) -> Blocks:
    stamps = Timestamps("en", ZoneInfo("Europe/Brussels"))
    return Blocks(Inline(Names(server.world, guild), stamps, READ_AT))


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("**bold** and *italic*, _too_", "<p><strong>bold</strong> and <em>italic</em>, <em>too</em></p>"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("__under__ ~~gone~~", "<p><u>under</u> <s>gone</s></p>"),
        ("`**code**`", "<p><code>**code**</code></p>"),
        (r"\*not\* 2 * 3 * 4 snake_case_name", "<p>*not* 2 * 3 * 4 snake_case_name</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("> said\n> again\nafter", "<blockquote><p>said<br>again</p></blockquote><p>after</p>"),
        ("a\n>>> all\nthe rest", "<p>a</p><blockquote><p>all<br>the rest</p></blockquote>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("2. a\n3. b", '<ol start="2"><li>a</li><li>b</li></ol>'),
        ("# Title\n-# small", '<p class="h1">Title</p><p><small>small</small></p>'),
        ("x ```py\na < *b*\n``` y", "<p>x </p><pre><code>a &lt; *b*</code></pre><p> y</p>"),
        ("<@1> :smile: <:ok:22>", "<p>&lt;@1&gt; :smile: :ok:</p>"),
        ("", ""),
    ],
)
def test_what_is_typed_reads_as_in_the_chat(blocks: Blocks, typed: str, html: str) -> None:
    assert blocks.html(typed) == html


def test_links_go_to_the_web_alone(blocks: Blocks) -> None:
    a = '<a href="https://kudo.example/x" rel="noopener noreferrer">'
    assert blocks.html("(https://kudo.example/x).") == f"<p>({a}https://kudo.example/x</a>).</p>"
    assert blocks.html("[here](https://kudo.example/x)") == f"<p>{a}here</a></p>"
    assert blocks.html("[here](javascript:alert(1))") == "<p>[here](javascript:alert(1))</p>"
    assert '"' not in str(blocks.html('https://e.example/"onmouseover="x')).split('href="')[1].split('"')[0]


def test_timestamps_are_in_the_workshops_zone_with_utc_beside(blocks: Blocks) -> None:
    utc = 'datetime="2021-03-15T10:00:00Z" title="2021-03-15 10:00:00 UTC" class="stamp"'
    assert blocks.html(f"<t:{OPENING}:t>") == f"<p><time {utc}>11:00</time></p>"
    assert blocks.html(f"<t:{OPENING}:R>") == f"<p><time {utc}>in 10 minutes</time></p>"
    assert blocks.html(f"<t:{OPENING}>") == f"<p><time {utc}>15 March 2021 11:00</time></p>"
    portuguese = Timestamps("pt-BR", ZoneInfo("Europe/Brussels"))
    assert ">15 de março de 2021 11:00</time>" in str(portuguese.render(OPENING, "f", READ_AT))
    assert blocks.html("<t:9999999999999:f>") == "<p>&lt;t:9999999999999:f&gt;</p>"


def test_mentions_are_by_name(server: DiscordServer, guild: Guild) -> None:
    role, channel, person = guild.new_role("Coordinators"), guild.channel("general"), server.owner(guild)
    inline = Inline(Names(server.world, guild), Timestamps("en", ZoneInfo("UTC")), READ_AT)
    named = inline.html(f"{role.mention} {channel.mention} {person.mention} </join:5> @everyone")
    words = ("@Coordinators", "#general", "@Secretariat", "/join", "@everyone")
    assert named == " ".join(f'<span class="at"><bdi>{word}</bdi></span>' for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "**<img src=x onerror=alert(1)>**",
        "`<svg onload=alert(1)>`",
        "```html\n<iframe src=javascript:alert(1)>\n```",
        '[<b>x</b>](https://e.example/"><script>alert(1)</script>)',
        "> <!-- \n- <style>*{display:none}</style>",
        "https://e.example/<script>",
        "<t:1:t onclick=x>",
        "a\x00b\x1b[31m",
    ],
)
def test_nothing_typed_becomes_markup(blocks: Blocks, typed: str) -> None:
    html = str(blocks.html(typed))
    for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<!--", "<b>", "onclick=x>", "\x00", "\x1b"):
        assert tag not in html


def test_the_writing_direction_cannot_be_turned_around(blocks: Blocks) -> None:
    assert blocks.html("a\u202egnp.exe") == '<p>a<i class="ctl">U+202E</i>gnp.exe</p>'
    assert blocks.html("ليلى") == "<p>ليلى</p>"
    assert blocks.html("\u2068ليلى\u2069, 10:00") == "<p>\u2068ليلى\u2069, 10:00</p>"  # as a bot isolates it


def test_a_wall_of_asterisks_takes_no_time(blocks: Blocks) -> None:
    for wall in ("*" * 4000, "**a" * 1300, "_a " * 1300, "`" * 4000, "[" * 4000, "||" * 2000, "> " * 2000):
        began = datetime.now(UTC)
        blocks.html(wall)
        assert (datetime.now(UTC) - began).total_seconds() < 2


def test_initials_are_the_persons_not_the_countrys() -> None:
    assert [initials(n) for n in ("Mali – Awa Traoré", "Atelier", "Niger – ليلى حداد", "42")] == ["AT", "A", "لح", "?"]
