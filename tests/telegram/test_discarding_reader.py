"""P1 and G14: strangers' words and pictures are walked over, never decoded."""

import contextlib
import inspect
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telethon.errors import TypeNotFoundError
from telethon.extensions import BinaryReader
from telethon.tl import types
from telethon.tl.tlobject import TLObject

from safecheck.telegram.discard import APP_CONFIG, KEPT, DiscardingReader
from tests.telegram.tl_samples import classes, sample

KDF = types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow


def texts_in(value: Any) -> list[Any]:
    """Every text and byte value anywhere in a parsed object."""
    if isinstance(value, str | bytes):
        return [value] if value else []
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    if isinstance(value, TLObject):
        return [text for item in vars(value).values() for text in texts_in(item)]
    return []


def every_class() -> list[type]:
    found = []
    for cls in classes(types, TLObject):
        try:
            sample(cls)
        except (NotImplementedError, TypeError):
            continue
        found.append(cls)
    return found


def test_p1_every_class_of_the_layer_reads_without_text_unless_it_is_listed() -> None:
    kept = set(KEPT)
    checked = 0
    for cls in every_class():
        if cls in kept:
            continue
        made = sample(cls)
        read = DiscardingReader(bytes(made)).tgread_object()
        assert type(read) is cls
        assert texts_in(read) == [], cls.__name__
        checked += 1
    assert checked > 1400


def test_the_reader_stops_where_telethons_own_reader_stops() -> None:
    for cls in every_class():
        data = bytes(sample(cls))
        ours, theirs = DiscardingReader(data + b"tail"), BinaryReader(data + b"tail")
        ours.tgread_object()
        theirs.tgread_object()
        assert ours.tell_position() == theirs.tell_position() == len(data), cls.__name__


FULL_CHANNEL = types.Channel(
    id=1,
    title="the title",
    photo=types.ChatPhoto(photo_id=1, dc_id=2, stripped_thumb=b"picture"),
    date=None,
    megagroup=True,
    username="the_name",
    usernames=[types.Username("the_name", active=True)],
    restricted=True,
    restriction_reason=[types.RestrictionReason("ios", "porno", "the text")],
    access_hash=3,
)


def test_the_names_of_groups_and_telegrams_marks_are_read() -> None:
    page = types.messages.Dialogs(
        dialogs=[listed(types.PeerChannel(1))], messages=[], chats=[FULL_CHANNEL], users=[]
    )
    read = DiscardingReader(bytes(page)).tgread_object()
    assert texts_in(read) == ["the title", "the_name", "ios", "porno", "the text", "the_name"]


def listed(peer: Any) -> types.Dialog:
    return types.Dialog(peer, 5, 0, 0, 0, 0, 0, 0, types.PeerNotifySettings())


def test_g14_names_of_chats_that_are_not_in_the_list_are_walked_over() -> None:
    """Telegram sends them along: the channel from which someone forwarded a message in a private chat."""
    rights = types.ChatBannedRights(None)
    others = [
        FULL_CHANNEL,
        types.ChannelForbidden(id=2, access_hash=1, title="two"),
        types.ChatForbidden(id=3, title="three"),
        types.Chat(4, "four", types.ChatPhotoEmpty(), 5, None, 1, default_banned_rights=rights),
    ]
    kept = types.Chat(6, "six", types.ChatPhotoEmpty(), 5, None, 1)
    dialogs = [listed(types.PeerUser(1)), listed(types.PeerChat(6))]
    for page in (
        types.messages.Dialogs(dialogs, [], [*others, kept], []),
        types.messages.DialogsSlice(9, dialogs, [], [*others[::-1], kept], []),
    ):
        read = DiscardingReader(bytes(page)).tgread_object()
        assert type(read) is type(page)
        assert texts_in(read) == ["six"]
        assert [chat.id for chat in read.chats] == [chat.id for chat in page.chats]


def test_g14_a_name_below_something_that_is_dropped_is_dropped_too() -> None:
    update = types.UpdateShort(types.UpdateChannelWebPage(1, sample(types.WebPagePending), 1, 1), None)
    assert texts_in(DiscardingReader(bytes(update)).tgread_object()) == []


ROBOT = types.BotInfo(
    user_id=7,
    description="what a bot says of itself",
    description_photo=sample(types.Photo),
    commands=[types.BotCommand("start", "a command")],
)
INVITE = types.ChatInviteExported("https://practice.invalid/+invite", 5, None, title="an invite")
PEOPLE = [types.User(7, contact=True, first_name="a friend", phone="9996600000")]


@pytest.mark.parametrize(
    "full",
    [
        types.ChannelFull(
            id=1,
            about="the description",
            read_inbox_max_id=0,
            read_outbox_max_id=0,
            unread_count=0,
            chat_photo=sample(types.Photo),
            notify_settings=types.PeerNotifySettings(),
            bot_info=[ROBOT],
            pts=1,
            exported_invite=INVITE,
            location=types.ChannelLocation(types.GeoPointEmpty(), "a street"),
            pending_suggestions=["a suggestion"],
            theme_emoticon="a theme",
            stories=types.PeerStories(types.PeerChannel(1), [types.StoryItemDeleted(1)]),
            bot_verification=types.BotVerification(7, 8, "verified, it says"),
            participants_hidden=True,
            linked_chat_id=9,
        ),
        types.ChatFull(
            id=1,
            about="the description",
            participants=types.ChatParticipants(
                1, [types.ChatParticipant(7, 8, None, rank="a rank of a stranger")], 1
            ),
            chat_photo=sample(types.Photo),
            notify_settings=types.PeerNotifySettings(),
            exported_invite=INVITE,
            bot_info=[ROBOT],
            theme_emoticon="a theme",
        ),
    ],
    ids=lambda full: type(full).__name__,
)
def test_g14_of_a_closer_look_at_a_chat_only_its_description_is_read(full: Any) -> None:
    answer = types.messages.ChatFull(full_chat=full, chats=[FULL_CHANNEL], users=PEOPLE)
    reader = DiscardingReader(bytes(answer) + b"tail")
    read = reader.tgread_object()
    assert texts_in(read) == ["the description"]
    assert reader.tell_position() == len(bytes(answer))
    assert [person.contact for person in read.users] == [True]
    assert len(read.full_chat.bot_info) == 1


def test_g14_of_who_added_the_account_no_name_is_read() -> None:
    answer = types.channels.ChannelParticipant(
        types.ChannelParticipantSelf(1, 7, None, rank="a rank"), [FULL_CHANNEL], PEOPLE
    )
    read = DiscardingReader(bytes(answer)).tgread_object()
    assert texts_in(read) == []
    assert (read.participant.inviter_id, read.users[0].id, read.users[0].contact) == (7, 7, True)


def test_g14_the_address_and_region_of_a_device_are_dropped() -> None:
    device = types.Authorization(
        hash=1,
        device_model="model",
        platform="platform",
        system_version="system",
        api_id=6,
        app_name="app",
        app_version="version",
        date_created=None,
        date_active=None,
        ip="198.51.100.7",
        country="country",
        region="region",
    )
    read = DiscardingReader(bytes(types.account.Authorizations(30, [device]))).tgread_object()
    assert texts_in(read) == ["model", "platform", "system", "app", "version"]


def test_each_listed_class_has_the_text_fields_that_its_number_was_counted_on() -> None:
    """A new text field in a later layer must be looked at before it is read."""
    expected: dict[type, list[str]] = {
        types.Config: [],
        types.DcOption: ["ip_address", "secret"],
        types.auth.SentCode: ["phone_code_hash"],
        types.auth.SentCodeTypeApp: [],
        types.auth.SentCodeTypeFlashCall: ["pattern"],
        types.auth.SentCodeTypeMissedCall: ["prefix"],
        types.auth.SentCodeTypeSmsWord: ["beginning"],
        types.auth.SentCodeTypeSmsPhrase: ["beginning"],
        types.auth.SentCodeTypeEmailCode: ["email_pattern"],
        types.auth.LoginToken: ["token"],
        types.auth.LoginTokenMigrateTo: ["token"],
        types.account.Password: [
            "secure_random",
            "srp_B",
            "hint",
            "email_unconfirmed_pattern",
            "login_email_pattern",
        ],
        types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow: ["salt1", "salt2", "p"],
        types.messages.Dialogs: [],
        types.messages.DialogsSlice: [],
        types.Chat: ["title"],
        types.ChatForbidden: ["title"],
        types.Channel: ["title", "username"],
        types.ChannelForbidden: ["title"],
        types.messages.Chats: [],
        types.messages.ChatFull: [],
        types.ChannelFull: ["about", "pending_suggestions", "theme_emoticon"],
        types.ChatFull: ["about", "theme_emoticon"],
        types.Username: ["username"],
        types.RestrictionReason: ["platform", "reason", "text"],
        types.account.Authorizations: [],
        types.Authorization: [
            "device_model",
            "platform",
            "system_version",
            "app_name",
            "app_version",
            "ip",
            "country",
            "region",
        ],
        types.LangPackString: ["key", "value"],
        types.LangPackLanguage: [
            "name",
            "native_name",
            "lang_code",
            "plural_code",
            "translations_url",
            "base_lang_code",
        ],
        types.help.AppConfig: [],
        types.JsonObject: [],
        types.JsonObjectValue: ["key"],
        types.JsonArray: [],
        types.JsonString: ["value"],
        types.PeerNotifySettings: [],
        types.NotificationSoundLocal: ["title", "data"],
        types.ReportResultChooseOption: ["title"],
        types.MessageReportOption: ["text", "option"],
        types.ReportResultAddComment: ["option"],
    }
    assert set(expected) == set(KEPT)
    for cls, fields in expected.items():
        if cls is types.Config:
            continue  # reads none of its own
        found = [
            name
            for name, parameter in inspect.signature(cls).parameters.items()
            if re.search(r"(?<!\w)(str|bytes)(?!\w)", str(parameter.annotation))
        ]
        assert found == fields, cls.__name__


def test_of_the_words_of_menus_only_plain_ones_and_the_names_of_languages_are_read() -> None:
    language = types.LangPackLanguage(
        name="Turkish",
        native_name="Türkçe",
        lang_code="tr",
        plural_code="plural",
        strings_count=9,
        translated_count=8,
        translations_url="https://practice.invalid/tr",
        official=True,
        base_lang_code="base",
    )
    read = DiscardingReader(bytes(language)).tgread_object()
    assert texts_in(read) == ["Turkish", "Türkçe", "tr"]
    assert (read.official, read.strings_count, read.translated_count) == (True, 9, 8)
    plain = DiscardingReader(bytes(types.LangPackString("key", "value"))).tgread_object()
    assert texts_in(plain) == ["key", "value"]
    for other in (
        types.LangPackStringPluralized("key", "other", "zero", "one", "two", "few", "many"),
        types.LangPackStringDeleted("key"),
    ):
        assert texts_in(DiscardingReader(bytes(other)).tgread_object()) == []


def test_g14_the_password_hint_is_dropped_and_the_proof_is_not() -> None:
    made = types.account.Password(
        new_algo=types.PasswordKdfAlgoUnknown(),
        new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
        secure_random=b"random",
        has_password=True,
        current_algo=types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            b"1", b"2", 3, b"p"
        ),
        srp_B=b"B",
        srp_id=1,
        hint="hint",
        login_email_pattern="m***@example",
    )
    read = DiscardingReader(bytes(made)).tgread_object()
    assert (read.srp_B, read.hint, read.login_email_pattern) == (b"B", "", "")
    assert read.current_algo.salt1 == b"1"


def test_g14_without_a_password_no_other_text_is_read_in_its_place() -> None:
    made = types.account.Password(
        new_algo=types.PasswordKdfAlgoUnknown(),
        new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
        secure_random=b"random",
        hint="my dog",
        email_unconfirmed_pattern="m***@example",
    )
    assert texts_in(DiscardingReader(bytes(made)).tgread_object()) == []


def json_object(**values: Any) -> types.JsonObject:
    return types.JsonObject([types.JsonObjectValue(name, value) for name, value in values.items()])


def test_g14_of_the_app_configuration_only_what_decides_about_settings_is_read() -> None:
    listed = {name: types.JsonArray([types.JsonString(f"value of {name}")]) for name in APP_CONFIG}
    others = {
        "test_phone_prefixes": types.JsonString("99966"),
        "a_list": types.JsonArray([types.JsonString("a stranger's word")]),
        "an_object": json_object(autoarchive_setting_available=types.JsonString("hidden below")),
    }
    made = types.help.AppConfig(hash=1, config=json_object(**others, **listed))
    read = DiscardingReader(bytes(made)).tgread_object()
    assert sorted(texts_in(read)) == sorted([*listed, *(f"value of {name}" for name in listed)])


def test_g14_a_value_of_that_name_anywhere_else_is_walked_over() -> None:
    pair = types.JsonObjectValue("authorization_autoconfirm_period", types.JsonString("x"))
    reader = DiscardingReader(bytes(pair))
    reader._budget = None
    assert texts_in(reader.tgread_object()) == []


@pytest.mark.parametrize(
    "answer",
    [
        types.account.WebAuthorizations(
            [
                types.WebAuthorization(
                    1, 2, "a.example", "Firefox", "Linux", None, None, "198.51.100.7", "there"
                )
            ],
            [types.User(2, bot=True, bot_info_version=1, first_name="a bot", username="a_bot")],
        ),
        types.account.ConnectedBots(
            [
                types.ConnectedBot(
                    2,
                    types.BusinessBotRecipients(),
                    types.BusinessBotRights(),
                    device="a phone",
                    date=1,
                    location="there",
                )
            ],
            [types.User(2, bot=True, bot_info_version=1, first_name="a bot")],
        ),
        types.account.Passkeys([types.Passkey("an id", "a key", None)]),
        types.account.PrivacyRules(
            [types.PrivacyValueAllowUsers([3]), types.PrivacyValueAllowChatParticipants([1])],
            [FULL_CHANNEL],
            [types.User(3, first_name="a friend", phone="9996600000")],
        ),
        types.account.AutoSaveSettings(
            sample(types.AutoSaveSettings),
            sample(types.AutoSaveSettings),
            sample(types.AutoSaveSettings),
            [types.AutoSaveException(types.PeerUser(3), sample(types.AutoSaveSettings))],
            [FULL_CHANNEL],
            [types.User(3, first_name="a friend")],
        ),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_g14_names_numbers_and_places_in_answers_about_the_account_are_dropped(answer: Any) -> None:
    read = DiscardingReader(bytes(answer)).tgread_object()
    assert type(read) is type(answer)
    assert texts_in(read) == []


def test_an_unknown_constructor_says_its_number_and_not_the_bytes_behind_it() -> None:
    with pytest.raises(TypeNotFoundError) as caught:
        DiscardingReader(b"\x01\x02\x03\x04secret words").tgread_object()
    assert b"secret" not in caught.value.remaining
    assert "secret" not in str(caught.value)


@given(st.binary(max_size=600))
def test_text_fields_are_stepped_over_exactly(payload: bytes) -> None:
    data = TLObject.serialize_bytes(payload)
    reader = DiscardingReader(data + b"!")
    assert reader.tgread_bytes() == payload
    assert reader.tell_position() == len(data)
    reader = DiscardingReader(data + b"!")
    reader._budget = None
    assert reader.tgread_bytes() == b""
    assert reader.tell_position() == len(data)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_give_an_object_or_a_known_error(noise: bytes) -> None:
    from safecheck.telegram.errors import UNREADABLE

    with contextlib.suppress(*UNREADABLE):
        DiscardingReader(noise).tgread_object()


def test_the_client_parses_with_this_reader() -> None:
    from telethon.network import mtprotosender, mtprotostate

    import safecheck.telegram.client  # noqa: F401 - for its effect

    assert mtprotosender.BinaryReader is DiscardingReader
    assert mtprotostate.BinaryReader is DiscardingReader
