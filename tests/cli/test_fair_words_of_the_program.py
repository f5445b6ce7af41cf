"""The safeguarding rules about words, by number, held against what the program really prints."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from safecheck.model.facts import Chat
from safecheck.packs.rule_pack import Category
from safecheck.practice.library import load_scenario
from tests.cli.conftest import SCENARIOS, Once
from tests.cli.process import DEVICE_NAME, audit, log_of
from tests.cli.texts import (
    LANGS,
    LOOKING,
    NOT,
    audit_texts,
    everything_said,
    flat,
    number_of,
    sentences,
    without_names,
)

pytestmark = pytest.mark.uncounted

WITHHELD_NUMBER = "ee940641a59169ce9d6cbb5e328c5b44f752fd8ca7a918f3a1ef5b20d9943f6b"
HIGH_CHAT_STEPS = ["card", "report", "leave", "hotline", "ask_before_deleting"]

# Looking at a menu of one's own app, or at safecheck's own pages, leads into no chat.
HARMLESS = {
    "en": r"where to look|^Look on this page",
    "nl": r"laat zien waar je kijkt|^Zoek op deze pagina het deel|alleen jij kunt het nakijken",
}
VERDICTS = {
    "en": r"\b(suspicious|suspect\w*|criminal\w*|crimes?|illegal\w*|punishable|offen[cs]es?|abus\w+|proof|"
    r"proven|guilty|safe|fine|verdict|dangerous|risk\w*|grooming|predator\w*|porn\w*|paedo\w*|pedo\w*|extremis\w*|"
    r"terror\w*)\b",
    "nl": r"\b(verdacht\w*|veilig\w*|fout\w*|bewijs\w*|crimine\w*|misdrij\w*|misdaad|strafba\w*|"
    r"illega\w*|schuldig\w*|gevaarlijk\w*|risico\w*|misbruik\w*|grooming|porn\w*|kinderporno\w*|"
    r"pedo\w*|extremis\w*|terror\w*)\b",
}


def steps_about(document: Any, chat: Any) -> list[Any]:
    return [step for step in document["plan"] if step["subject"] == {"kind": "chat", "id": chat["id"]}]


def high_chats(document: Any) -> list[Any]:
    return [chat for chat in document["chats"] if chat["level"] == "high"]


# --- G1 to G6 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("lang", LANGS)
def test_g1_every_strong_chat_has_its_steps_in_the_one_order_after_the_downloads(
    audited: Once, name: str, lang: str
) -> None:
    document = audited(name, "--format", "json", "--lang", lang).json
    owned = {chat["id"] for chat in document["chats"] if chat["owned"]}
    kinds = [step["kind"] for step in document["plan"]]
    for chat in high_chats(document):
        if chat["id"] not in owned:
            assert [step["kind"] for step in steps_about(document, chat)] == HIGH_CHAT_STEPS
    if "card" in kinds:
        last_off = max(place for place, kind in enumerate(kinds) if kind == "downloads_off")
        assert last_off < kinds.index("card")


@pytest.mark.parametrize("name", SCENARIOS)
def test_g2_no_path_leads_into_a_strong_chat(audited: Once, name: str) -> None:
    for lang in LANGS:
        document = audited(name, "--format", "json", "--lang", lang).json
        for chat in high_chats(document):
            assert all(step["path"] == [] for step in steps_about(document, chat))
        titles = {chat["title"] for chat in document["chats"] if chat["title"]}
        for step in document["plan"]:
            assert not titles & set(step["path"]), "a chat is no place in a menu"


@pytest.mark.parametrize("lang", LANGS)
def test_g2_no_audit_tells_anyone_to_open_look_search_capture_or_forward(audited: Once, lang: str) -> None:
    seen = 0
    for name, text in audit_texts(audited, lang):
        for sentence in sentences(without_names(text, name)):
            if re.search(LOOKING[lang], sentence, re.IGNORECASE):
                seen += 1
                told_not_to = re.search(NOT[lang], sentence, re.IGNORECASE)
                assert told_not_to or re.search(HARMLESS[lang], sentence), (name, sentence)
    assert seen > 20, "the warnings not to look are there, and the words of this test find them"


@pytest.mark.parametrize("lang", LANGS)
def test_g2_the_words_of_looking_are_found_when_they_stand_without_a_warning(lang: str) -> None:
    """Without this, the test above could pass because it recognises nothing."""
    bad = {
        "en": [
            "Open the chat and look.",
            "Search for more.",
            "Make a screenshot of it.",
            "Forward it to us.",
        ],
        "nl": ["Open de chat.", "Bekijk de chat.", "Maak een screenshot.", "Stuur het bericht door."],
    }
    for sentence in bad[lang]:
        assert re.search(LOOKING[lang], sentence, re.IGNORECASE)
        assert not re.search(NOT[lang], sentence, re.IGNORECASE)


@pytest.mark.parametrize("name", ["individual", "teen", "busy"])
def test_g2_the_link_of_a_strong_chat_stands_on_its_card_and_nowhere_else(audited: Once, name: str) -> None:
    run = audited(name, "--format", "json")
    strong = {number_of(chat) for chat in high_chats(run.json)}
    links = [
        username
        for chat in load_scenario(name).chats
        if chat.id in strong
        for username in (chat.username, *chat.more_usernames)
        if username
    ]
    cards = " ".join(step["detail"] for step in run.json["plan"] if step["kind"] == "card")
    without_cards = {**run.json, "plan": [step for step in run.json["plan"] if step["kind"] != "card"]}
    for link in links:
        assert f"t.me/{link}" in cards
        assert link not in json.dumps(without_cards)
        assert audited(name).text.count(link) == 1
    assert "https://t.me" not in run.out + audited(name).out
    assert links or name == "teen"


@pytest.mark.parametrize("lang", LANGS)
def test_g3_leaving_cannot_be_undone_and_nobody_is_told_to_join(audited: Once, lang: str) -> None:
    for name in SCENARIOS:
        document = audited(name, "--format", "json", "--lang", lang).json
        leaving = [step for step in document["plan"] if step["kind"] == "leave"]
        assert all(step["undo"] == "no" for step in leaving)
        assert not any("join" in request["method"].lower() for request in document["requests"])
        owned = {chat["id"] for chat in document["chats"] if chat["owned"]}
        assert not owned & {step["subject"]["id"] for step in leaving}, "one's own chat is never left"


@pytest.mark.parametrize(
    ("lang", "shocked"),
    [
        ("en", "Shocked? You need not look at anything."),
        ("nl", "Geschrokken? Je hoeft niets te bekijken."),
    ],
)
def test_g4_help_stands_first_exactly_where_a_chat_stands_out_strongly(
    audited: Once, lang: str, shocked: str
) -> None:
    for name in SCENARIOS:
        blocks = audited(name, "--lang", lang).out.split("\n\n")
        strong = bool(high_chats(audited(name, "--format", "json").json))
        assert (shocked in blocks[1]) is strong
        assert ("safecheck help-me" in blocks[1]) is strong
        assert any(shocked in block for block in blocks) is strong


@pytest.mark.parametrize("lang", LANGS)
def test_g5_the_withheld_number_is_printed_nowhere(audited: Once, ran: Once, lang: str) -> None:
    looked_at = 0
    texts = everything_said(audited, ran, lang)
    texts += [audited(name, "--format", "json", "--lang", lang).out for name in SCENARIOS]
    for text in texts:
        for run in re.findall(r"\d(?:[ .\-/()]*\d){8,}", text):
            digits = re.sub(r"\D", "", run)
            for start in range(len(digits) - 8):
                looked_at += 1
                assert hashlib.sha256(digits[start : start + 9].encode()).hexdigest() != WITHHELD_NUMBER
    assert looked_at > 5


@pytest.mark.parametrize("lang", LANGS)
def test_g6_the_law_is_told_in_one_place_only(audited: Once, ran: Once, lang: str) -> None:
    law = re.compile(r"\b(punishable|strafba\w*)\b", re.IGNORECASE)
    page = flat(ran("help-me", "--country", "NL", "--topic", "legal_advice", "--lang", lang).out)
    assert law.search(page)
    places = [text for text in everything_said(audited, ran, lang) if law.search(text)]
    assert [flat(text)[:40] for text in places] == [page[:40]]


# --- G7 to G9, G14 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_g7_no_audit_prints_a_crime_a_verdict_or_a_category(audited: Once, lang: str) -> None:
    parts = {part for name in get_args(Category) for part in (name, *name.split("-"))}
    categories = "|".join(parts - {"content", "data", "non", "imagery", "other"})
    for name, text in audit_texts(audited, lang):
        said = without_names(text, name).replace("safecheck", "")
        found = re.search(VERDICTS[lang], said, re.IGNORECASE)
        assert not found, (name, found)
        named = re.search(rf"\b({categories})\b", said, re.IGNORECASE)
        assert not named, (name, named)
        assert not re.search(r"[✓✔☑✅]", said)


def test_g7_categories_and_the_risk_figure_exist_in_json_only(audited: Once) -> None:
    document = audited("individual", "--format", "json").json
    categories = {
        signal["category"] for chat in document["chats"] for signal in chat["signals"] if "category" in signal
    }
    assert categories
    assert categories <= set(get_args(Category))
    assert {chat["risk"] for chat in document["chats"]} & set(range(50, 101))
    for lang in LANGS:
        text = audited("individual", "--lang", lang).text.lower()
        assert not re.search(r"\d\s*(%|/\s*100)", text)
        assert "categor" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_g7_levels_have_their_four_names(audited: Once, lang: str) -> None:
    names = {
        "en": ["stands out strongly", "stands out.", "stands out a little", "nothing stands out"],
        "nl": ["valt sterk op", "valt op.", "valt een beetje op", "valt niets op"],
    }
    for words in names[lang]:
        assert words in audited("individual", "--lang", lang).text


@pytest.mark.parametrize("name", SCENARIOS)
def test_g8_the_headline_counts_only_what_surely_lands(audited: Once, name: str) -> None:
    document = audited(name, "--format", "json").json
    kinds = {
        landing["chat_kind"]
        for device in document["devices"]
        for landing in device["lands"]
        if landing["media"] == "photo" and landing["lands"] == "yes"
    }
    of_kind = [chat for chat in document["chats"] if chat["kind"] in kinds]
    left = {chat.id for chat in load_scenario(name).chats if chat.left or chat.forbidden}
    counted = [chat for chat in of_kind if number_of(chat) not in left]
    assert document["headline"]["landing"] == len(counted)
    assert document["headline"]["landing_strong"] == len(high_chats({"chats": counted}))


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "if you never changed this"), ("nl", "als je daar nooit iets hebt veranderd")]
)
def test_g8_a_headline_that_rests_on_defaults_says_so(audited: Once, lang: str, words: str) -> None:
    for name in SCENARIOS:
        headline = audited(name, "--format", "json", "--lang", lang).json["headline"]
        assert headline["text"] in audited(name, "--lang", lang).text
        assert (words in headline["text"]) is headline["assumed"]
    assert audited("individual", "--format", "json", "--lang", lang).json["headline"]["assumed"] is True
    assert audited("quiet", "--format", "json", "--lang", lang).json["headline"]["assumed"] is False


NO_GUARANTEE = {
    "en": "Nothing stands out about your groups and channels. That is no guarantee:",
    "nl": "Aan je groepen en kanalen valt niets op. Een garantie is dat niet:",
}


@pytest.mark.parametrize("lang", LANGS)
def test_g9_a_complete_audit_without_findings_gives_no_guarantee(audited: Once, lang: str) -> None:
    text = audited("quiet", "--lang", lang).text
    assert NO_GUARANTEE[lang] in text
    assert ("by itself" if lang == "en" else "switches laat zien") not in text.split(NO_GUARANTEE[lang])[1][
        :200
    ]
    assert NO_GUARANTEE[lang] not in audited("individual", "--lang", lang).text


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"told": []}, "Something can still land on your devices by itself, if you never changed this:"),
        (
            {"told": [{"device_model": "iPhone 14", "auto_download": "on"}]},
            "Something can still land on your devices by itself",
        ),
        (
            {"devices": [{"device_model": "Phone", "api_id": 77, "official": False}], "told": []},
            "Whether something lands on your devices by itself is not known:",
        ),
    ],
    ids=["never asked", "told on", "an unknown app"],
)
def test_g9_nothing_stands_out_but_downloads_are_on_or_unknown_is_said_and_planned_for(
    tmp_path: Path, keys: dict[str, Any], words: str
) -> None:
    said = audit(tmp_path, "quiet", **keys).text
    assert f"{NO_GUARANTEE['en']} safecheck saw names and numbers, no messages and no photos. {words}" in said
    document = audit(tmp_path, "quiet", "--format", "json", **keys).json
    assert not [chat for chat in document["chats"] if chat["level"] != "none"]
    kinds = {step["kind"] for step in document["plan"]}
    assert kinds & {"downloads_off", "check_device"}


def test_g9_an_incomplete_audit_without_findings_says_that_it_did_not_see_everything(tmp_path: Path) -> None:
    fault = {"message": "FLOOD_WAIT_3600", "code": 420, "method": "messages.getDialogs", "from_call": 2}
    ended = audit(tmp_path, "quiet", faults={"errors": [{**fault, "times": 0}]})
    assert ended.code == 4
    said = "Nothing stands out in what we saw. We did not see everything, and it is no guarantee."
    assert said in ended.text
    assert NO_GUARANTEE["en"] not in ended.text
    assert re.search(r"We looked at .* of your .*chats.* About the rest we know nothing\.", ended.text)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ("Messages, photos and videos", "Private chats", "Secret chats", "sextortion", "Other accounts"),
        ),
        (
            "nl",
            ("Berichten, foto's en video's", "Privéchats", "Geheime chats", "sextortion", "Andere accounts"),
        ),
    ],
)
def test_g9_every_audit_says_what_it_does_not_see(audited: Once, lang: str, words: tuple[str, ...]) -> None:
    for _, text in audit_texts(audited, lang):
        for word in words:
            assert word in text


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Sent along, thrown away unread:"), ("nl", "Meegestuurd, ongelezen weggegooid:")],
)
def test_g14_every_audit_says_what_was_sent_along_and_thrown_away(
    audited: Once, lang: str, words: str
) -> None:
    for _, text in audit_texts(audited, lang):
        assert words in text


@pytest.mark.parametrize("lang", LANGS)
def test_g14_nothing_claims_that_telegram_was_not_asked(audited: Once, ran: Once, lang: str) -> None:
    claim = (
        r"cannot ask for|can(no|')t (request|receive)|kan (er )?niet om vragen|niet opvragen|ontvangt geen|"
        r"downloads[^.,]*\bmessage|downloads or shows a picture, a video or|"
        r"downloadt[^.,]*\bbericht|toont nooit een foto, een video of"
    )
    for text in everything_said(audited, ran, lang):
        assert not re.search(claim, text, re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGS)
def test_g14_what_telegram_sends_along_is_in_no_result(audited: Once, lang: str) -> None:
    """Messages, drafts and phone numbers of the practice accounts are invented, and recognisable."""
    for name in ("individual", "quiet", "teen"):
        scenario = load_scenario(name)
        outputs = audited(name, "--lang", lang).text, audited(name, "--format", "json", "--lang", lang).out
        secrets = {
            secret
            for chat in scenario.chats
            for secret in (chat.message, chat.draft, chat.phone)
            if secret and len(secret) > 8
        }
        secrets |= {device.ip for device in scenario.devices} | {scenario.account.phone}
        secrets |= {
            f"{chat.title} {chat.last_name}"
            for chat in scenario.chats
            if chat.kind == "person" and chat.last_name
        }
        assert len(secrets) > 20
        for output in outputs:
            assert not {secret for secret in secrets if secret in output}


def test_the_facts_of_a_chat_hold_no_field_for_what_is_thrown_away() -> None:
    assert not {"message", "draft", "phone", "photo"} & set(Chat.__struct_fields__)


@pytest.mark.parametrize("lang", LANGS)
def test_g11_the_help_and_the_first_page_of_the_guide_say_whose_account_it_is_about(
    ran: Once, lang: str
) -> None:
    words = {"en": "Check only your own account.", "nl": "Controleer alleen je eigen account."}[lang]
    for arguments in (("--help",), ("guide", "start")):
        assert words in flat(ran(*arguments, "--lang", lang).out)


def test_g11_the_name_that_telegram_shows_is_the_same_whatever_is_asked(tmp_path: Path) -> None:
    environment = {"SAFECHECK_DEVICE_NAME": "Phone", "SAFECHECK_DEVICE_MODEL": "Phone"}
    for arguments in ((), ("--format", "json", "--lang", "nl"), ("--fail-on", "high")):
        audit(tmp_path, "quiet", *arguments, environment=environment)
    assert {entry["client"] for entry in log_of(tmp_path)} == {DEVICE_NAME}
