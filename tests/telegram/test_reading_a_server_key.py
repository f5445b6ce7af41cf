import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.telegram import server_key

PRIVATE = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PKCS1 = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
SPKI = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def refusal(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(BadInputError) as refused:
        server_key.read(path)
    return str(refused.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "key.pem"


@pytest.mark.parametrize(
    "text",
    [PKCS1, SPKI, PKCS1.replace("\n", "\r\n"), f"address: 127.0.0.1:1\ndc: 2\n{PKCS1}\n"],
    ids=["PKCS#1", "SPKI", "with Windows line ends", "as demo-server prints it"],
)
def test_each_form_of_a_public_key_gives_the_same_pkcs1(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    assert server_key.read(path) == PKCS1


@pytest.mark.parametrize("form", [PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8])
def test_p3_a_private_key_is_refused_and_not_quoted(path: Path, form: PrivateFormat) -> None:
    text = PRIVATE.private_bytes(Encoding.PEM, form, NoEncryption()).decode()
    said = refusal(path, text)
    assert "private key" in said
    assert text.splitlines()[1] not in said


def test_other_keys_are_refused(path: Path) -> None:
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    text = curve.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    assert "no RSA key of 2048 bits" in refusal(path, text)
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()  # noqa: S505 - to be refused
    text = short.public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
    assert "no RSA key of 2048 bits" in refusal(path, text)


@pytest.mark.parametrize(
    "text",
    ["", "hello", PKCS1 + SPKI, PKCS1.replace("END", "and")],
    ids=["empty", "no key", "two keys", "no end"],
)
def test_a_file_without_one_whole_key_is_refused(path: Path, text: str) -> None:
    assert "must hold one public key" in refusal(path, text)


def test_a_file_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(BadInputError, match="no such file"):
        server_key.read(path)


@given(cut=st.integers(0, 300), flip=st.integers(0, 269), by=st.integers(1, 255))
def test_damage_gives_a_sentence_or_another_key_of_the_same_size(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int, by: int
) -> None:
    der = bytearray(base64.b64decode("".join(PKCS1.splitlines()[1:-1])))
    der[flip] ^= by
    text = base64.b64encode(bytes(der[:cut])).decode()
    path = tmp_path_factory.mktemp("key") / "key.pem"
    path.write_text(f"-----BEGIN RSA PUBLIC KEY-----\n{text}\n-----END RSA PUBLIC KEY-----\n")
    read, said = "", ""
    try:
        read = server_key.read(path)
    except BadInputError as refused:
        said = str(refused)
    assert "key.pem" in said or (cut >= len(der) and len(read) == len(PKCS1))
