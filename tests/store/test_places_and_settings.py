import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.i18n import catalog
from safecheck.model.connection import Identity, Proxy
from safecheck.model.errors import BadInputError
from safecheck.store import config, paths


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are a matter of other systems")
def test_asking_for_the_folders_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    places = paths.places()
    assert places.config == tmp_path / "c" / "safecheck"
    assert places.state == tmp_path / "s" / "safecheck"
    assert places.config_file == tmp_path / "c" / "safecheck" / "config.yaml"
    assert list(tmp_path.iterdir()) == []


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_set_nobody_chose_a_language_and_nothing_fails(tmp_path: Path) -> None:
    chosen = config.preferences(tmp_path / "config.yaml", {})
    assert chosen == config.Preferences(None, "default", "never")


@pytest.mark.parametrize("kind", ["a folder", "a loop of links", "a name that is too long"])
def test_a_file_that_cannot_be_read_sets_nothing_and_says_so(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "config.yaml"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a loop of links":
        path.symlink_to(path)
    else:
        path = tmp_path / ("x" * 300) / "config.yaml"
    chosen = config.preferences(path, {"SAFECHECK_LANGUAGE": "nl"})
    assert (chosen.language, chosen.fail_on) == ("nl", "never")
    assert chosen.unread is not None
    assert "cannot be read" in str(chosen.unread)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_the_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.yaml")
    chosen = config.preferences(tmp_path / "config.yaml", {})
    assert "not an ordinary file" in str(chosen.unread)


def test_a_file_where_the_folder_should_be_is_no_setting(tmp_path: Path) -> None:
    (tmp_path / "safecheck").write_text("", encoding="utf-8")
    assert config.preferences(tmp_path / "safecheck" / "config.yaml", {}) == config.Preferences()


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert config.preferences(_file(tmp_path, "# nothing yet\n"), {}) == config.Preferences()


def test_the_file_counts_when_nothing_else_is_said(tmp_path: Path) -> None:
    chosen = config.preferences(_file(tmp_path, "language: nl\nfail_on: medium\n"), {})
    assert chosen == config.Preferences("nl", "file", "medium")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environment = {"SAFECHECK_LANGUAGE": "en", "SAFECHECK_FAIL_ON": "high"}
    chosen = config.preferences(_file(tmp_path, "language: nl\nfail_on: low\n"), environment)
    assert chosen == config.Preferences("en", "environment", "high")


def test_a_flag_wins_over_the_environment_and_the_file(tmp_path: Path) -> None:
    environment = {"SAFECHECK_LANGUAGE": "en", "SAFECHECK_FAIL_ON": "high"}
    chosen = config.preferences(
        _file(tmp_path, "language: en\nfail_on: low\n"), environment, language="nl", fail_on="never"
    )
    assert chosen == config.Preferences("nl", "flag", "never")


def test_the_colours_of_the_screens_are_a_setting_of_the_file_and_the_environment(tmp_path: Path) -> None:
    assert config.Preferences().theme == "dark"
    path = _file(tmp_path, "theme: contrast\n")
    assert config.preferences(path, {}).theme == "contrast"
    assert config.preferences(path, {"SAFECHECK_THEME": "light"}).theme == "light"
    with pytest.raises(BadInputError, match=r"SAFECHECK_THEME .*dark, light, contrast"):
        config.preferences(path, {"SAFECHECK_THEME": "pink"})


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    chosen = config.preferences(_file(tmp_path, "language: nl\n"), {"SAFECHECK_LANGUAGE": ""})
    assert chosen.language == "nl"


def test_an_unknown_setting_is_refused_with_file_line_and_key(tmp_path: Path) -> None:
    path = _file(tmp_path, "language: nl\n\ncolour: red\n")
    with pytest.raises(BadInputError) as refused:
        config.preferences(path, {})
    assert str(path) in str(refused.value)
    assert "line 3" in str(refused.value)
    assert "colour" in str(refused.value)
    assert "language, fail_on, theme, country, api_id, api_hash, proxy" in str(refused.value)


@pytest.mark.parametrize("text", ["fail_on: always\n", "fail_on: true\n", "fail_on: [low]\n"])
def test_an_unknown_value_is_refused_with_file_line_and_key(tmp_path: Path, text: str) -> None:
    path = _file(tmp_path, "# comment\n" + text)
    with pytest.raises(BadInputError, match=r"config\.yaml:2: fail_on .*high, medium, low, never"):
        config.preferences(path, {})


def test_a_value_is_checked_even_when_a_flag_overrules_it(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="language"):
        config.preferences(_file(tmp_path, "language: xx\n"), {}, language="nl")


@pytest.mark.parametrize(
    ("environment", "flags", "name"),
    [
        ({"SAFECHECK_FAIL_ON": "sometimes"}, {}, "SAFECHECK_FAIL_ON"),
        ({"SAFECHECK_LANGUAGE": "xx"}, {}, "SAFECHECK_LANGUAGE"),
        ({}, {"language": "xx"}, "--lang"),
    ],
)
def test_an_unknown_value_names_where_it_was_set(
    tmp_path: Path, environment: dict[str, str], flags: dict[str, str], name: str
) -> None:
    with pytest.raises(BadInputError, match=name):
        config.preferences(tmp_path / "config.yaml", environment, **flags)


def test_a_file_that_is_a_list_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="language: nl"):
        config.preferences(_file(tmp_path, "- language\n"), {})


@given(st.text(max_size=60))
def test_any_text_as_config_is_settings_or_one_clear_refusal(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = ""
    try:
        config.preferences(path, {})
    except BadInputError as refused:
        said = str(refused)
    assert "\n" not in said
    assert not said or "config.yaml" in said


HASH = "0123456789abcdef0123456789abcdef"
PROXY = "socks5://someone:hidden-word@proxy.example:1080"
SECRETS = (HASH, "hidden-word", "00112233445566778899aabbccddeeff")


def test_an_application_a_proxy_and_a_country_come_from_the_file(tmp_path: Path) -> None:
    text = f"api_id: 12345\napi_hash: {HASH.upper()}\nproxy: {PROXY}\ncountry: nl\n"
    chosen = config.preferences(_file(tmp_path, text), {})
    assert chosen.identity == Identity(12345, HASH)
    assert chosen.proxy is not None
    assert (chosen.proxy.kind, chosen.proxy.host, chosen.proxy.password) == (
        "socks5",
        "proxy.example",
        "hidden-word",
    )
    assert chosen.country == "NL"


def test_an_application_is_whole_or_none(tmp_path: Path) -> None:
    chosen = config.preferences(_file(tmp_path, "api_id: 12345\n"), {})
    assert (chosen.api_id, chosen.identity) == (12345, None)


def test_an_api_hash_of_digits_only_is_read_as_it_stands(tmp_path: Path) -> None:
    digits = "12345678901234567890123456789012"
    assert config.preferences(_file(tmp_path, f"api_hash: {digits}\n"), {}).api_hash == digits


@pytest.mark.parametrize("country", ["no", "NL", '"be"'])
def test_a_country_is_two_letters(tmp_path: Path, country: str) -> None:
    chosen = config.preferences(_file(tmp_path, f"country: {country}\n"), {})
    assert chosen.country == country.strip('"').upper()


@pytest.mark.parametrize("country", ["Nederland", "N1", "31", "true", "[nl]", "é"])
def test_anything_else_is_no_country(tmp_path: Path, country: str) -> None:
    with pytest.raises(BadInputError, match=r"config\.yaml:1: country is not a country"):
        config.preferences(_file(tmp_path, f"country: {country}\n"), {})


def test_country_and_proxy_may_come_from_the_environment(tmp_path: Path) -> None:
    environment = {"SAFECHECK_COUNTRY": "be", "SAFECHECK_PROXY": "socks5://127.0.0.1:1080"}
    chosen = config.preferences(_file(tmp_path, f"country: nl\nproxy: {PROXY}\n"), environment)
    assert chosen.country == "BE"
    assert chosen.proxy == Proxy(kind="socks5", host="127.0.0.1", port=1080)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAFECHECK_API_ID", "12345"),
        ("SAFECHECK_API_HASH", HASH),
        ("SAFECHECK_PROXY", PROXY),
        ("SAFECHECK_PROXY", f"tg://proxy?server=a.example&port=443&secret={SECRETS[2]}"),
    ],
)
def test_p3_a_secret_in_the_environment_is_refused_with_the_reason(
    tmp_path: Path, variable: str, value: str
) -> None:
    with pytest.raises(BadInputError, match="other programs can read") as refused:
        config.preferences(_file(tmp_path, "language: nl\n"), {variable: value})
    assert variable in str(refused.value)
    assert "config file" in str(refused.value)
    assert not any(secret in str(refused.value) for secret in SECRETS)


@pytest.mark.parametrize(
    "text",
    [
        "api_id: 12x\n",
        "api_id: 2040\n",
        "api_id: true\n",
        f"api_hash: {HASH}0\n",
        f"api_hash: [{HASH}]\n",
        f'api_hash: "{HASH}\n',
        f"api_hash: *{HASH}\n",
        f"api_hash: !{HASH} x\n",
        f"api_hash: {{{HASH}: 1}}\n",
        f"{HASH}: api_hash\n",
        f"{HASH}: 1\n{HASH}: 2\n",
        f"api_hash {HASH}\n",
        f"api_hash: {HASH}: x\n",
        f"%{HASH}\n",
        "proxy: socks5://someone:hidden-word@proxy.example\n",
        "proxy: http://someone:hidden-word@proxy.example:80\n",
        "proxy: *someone:hidden-word@proxy.example:80\n",
        "hidden-word!: x\n",
        f"tg://proxy?server=a.example&port=443&secret={SECRETS[2]}: x\n",
        f"proxy: tg://proxy?server=a.example&port=443&secret=ee{SECRETS[2]}\n",
    ],
)
def test_p3_no_refusal_of_a_config_file_quotes_a_secret(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInputError, match=r"config\.yaml") as refused:
        config.preferences(_file(tmp_path, text), {})
    for said in (str(refused.value), repr(refused.value), repr(refused.value.values)):
        assert not any(secret[:8] in said for secret in SECRETS)
    assert refused.value.__cause__ is None


def test_a_refusal_says_where_and_what_to_do_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as refused:
        config.preferences(_file(tmp_path, "\napi_id: 2040\n"), {})
    english, dutch = (catalog.load(lang).sentence(refused.value) for lang in ("en", "nl"))
    assert english == str(refused.value)
    assert "config.yaml:2: api_id cannot be used. This api_id belongs to an app of Telegram" in english
    assert "kan niet gebruikt worden. Deze api_id hoort bij een app van Telegram" in dutch


def test_p3_settings_show_no_secret_and_no_proxy(tmp_path: Path) -> None:
    text = f"api_id: 12345\napi_hash: {HASH}\nproxy: {PROXY}\n"
    chosen = config.preferences(_file(tmp_path, text), {})
    shown = repr(chosen) + repr(chosen.__rich_repr__()) + str(chosen)
    assert not any(word in shown for word in (*SECRETS, "12345", "proxy.example", "someone"))


def test_reading_settings_writes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, "language: nl\n")
    before = stat.S_IMODE(path.stat().st_mode)
    config.preferences(path, {})
    assert [one.name for one in tmp_path.iterdir()] == ["config.yaml"]
    assert stat.S_IMODE(path.stat().st_mode) == before
