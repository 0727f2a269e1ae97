"""The folder of trusted certificates: sorted, read again when changed, spoiled files reported."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from tests.signing.pki import DAY, NOW, Party, lay, revocation_list, town, trusted
from thidua.signing import TrustStore
from thidua.signing.revocation import Evidence, revocation_of
from thidua.signing.trust import MAX_CERTIFICATE_FILE, MAX_LIST_FILE, TrustRefused
from thidua.signing.trust_files import certificates_in, list_in


def chain_file(*parties: Party, encoding: Encoding = Encoding.DER) -> bytes:
    return pkcs7.serialize_certificates([party.certificate for party in parties], encoding)


@pytest.fixture
def store(tmp_path: Path) -> TrustStore:
    return TrustStore(tmp_path / "tin-cay")


def names(store: TrustStore, noi: str) -> list[str]:
    return [one.ten for one in store.read().chung_thu if one.noi == noi]


# --- forms of files --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        town().root.der,
        town().root.pem,
        b"Bag Attributes\r\n    friendlyName: goc\r\n" + town().root.pem,
        chain_file(town().root),
        chain_file(town().root, encoding=Encoding.PEM),
    ],
    ids=["der", "pem", "pem with words before", "p7b", "p7b as pem"],
)
def test_a_certificate_is_read_in_each_form(content: bytes) -> None:
    assert certificates_in(content) == (town().root.certificate,)


def test_a_file_may_hold_several_each_once() -> None:
    here = town()
    both = {here.root.certificate, here.middle.certificate}
    assert set(certificates_in(here.root.pem + here.middle.pem + here.root.pem)) == both
    assert set(certificates_in(chain_file(here.root, here.middle))) == both


def test_a_list_is_read_in_both_forms() -> None:
    der = town().list()
    pem = x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)
    assert list_in(der) == list_in(pem)


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----", b"0" * 5000],
)
def test_other_files_are_neither(content: bytes) -> None:
    with pytest.raises(ValueError, match="no certificate"):
        certificates_in(content)
    with pytest.raises(ValueError, match="no revocation list"):
        list_in(content)


# --- the folder ------------------------------------------------------------------------------------


def test_it_ships_empty(store: TrustStore) -> None:
    found = store.read()
    assert (found.roots, found.intermediates, found.lists, found.khong_doc_duoc) == ((), (), (), ())
    assert not store.folder.exists()


def test_a_chain_sorts_itself_and_the_root_waits(store: TrustStore) -> None:
    here = town()
    happened = store.receive(chain_file(here.root, here.middle, here.head))
    assert sorted(happened) == [
        "Chứng thực số cơ quan thử: chứng thư trung gian, đã nạp.",
        "Chứng thực số gốc thử: chứng thư gốc, chờ đối chiếu vân tay.",
    ]
    assert names(store, "cho-doi-chieu") == ["Chứng thực số gốc thử"]
    assert names(store, "trung-gian") == ["Chứng thực số cơ quan thử"]
    assert store.read().roots == ()


def test_a_root_is_trusted_once_its_fingerprint_was_compared(store: TrustStore) -> None:
    store.receive(town().root.pem)
    (waiting,) = store.read().chung_thu
    assert "".join(waiting.van_tay_nhom) == waiting.van_tay
    assert [len(group) for group in waiting.van_tay_nhom] == [4] * 16
    with pytest.raises(TrustRefused, match="không còn chờ"):
        store.confirm("AB" * 32)
    assert store.confirm(waiting.van_tay).ten == "Chứng thực số gốc thử"
    assert store.read().roots == (town().root.certificate,)
    with pytest.raises(TrustRefused, match="không còn chờ"):
        store.confirm(waiting.van_tay)


def test_what_is_there_already_is_not_kept_twice(store: TrustStore) -> None:
    store.receive(town().middle.pem)
    assert store.receive(town().middle.der) == ("Chứng thực số cơ quan thử: đã có sẵn.",)
    assert len(store.read().chung_thu) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (town().head.pem, "chứng thư của người ký"),
        (town().alone.der, "chứng thư của người ký"),
        (b"\xff\xd8\xff\xe0 anh", "không phải chứng thư"),
        (b"", "không phải chứng thư"),
        (town().root.pem + b"x" * MAX_CERTIFICATE_FILE, "512 KB"),
        (b"0" * (MAX_LIST_FILE + 1), "20 MB"),
    ],
)  # fmt: skip
def test_what_does_not_belong_there_is_refused_and_not_kept(
    store: TrustStore, content: bytes, why: str
) -> None:
    with pytest.raises(TrustRefused, match=why) as refused:
        store.receive(content)
    assert refused.value.message.endswith(".")
    assert not list(store.folder.rglob("*"))


def test_a_list_needs_its_issuer_and_the_issuers_hand(store: TrustStore) -> None:
    here = town()
    with pytest.raises(TrustRefused, match="nạp chứng thư của tổ chức đó trước"):
        store.receive(here.list())
    store.receive(here.middle.pem)
    with pytest.raises(TrustRefused, match="không phải của"):
        store.receive(revocation_list(here.middle, key=here.root.key))
    assert store.receive(here.list()) == ("Chứng thực số cơ quan thử: danh sách thu hồi, đã nạp.",)
    (kept,) = store.read().thu_hoi
    assert (kept.so_dong, kept.dung_chu_ky, kept.days_old(NOW), kept.is_current(NOW)) == (1, True, 1, True)
    assert not kept.is_current(NOW + 7 * DAY)


def test_a_newer_list_puts_the_older_aside_and_an_older_one_is_refused(store: TrustStore) -> None:
    here = town()
    store.receive(here.middle.pem)
    store.receive(here.list(at=NOW - 20 * DAY))
    store.receive(here.list(at=NOW - 2 * DAY))
    assert [one.tu for one in store.read().thu_hoi] == [NOW - 2 * DAY]
    assert len(list((store.folder / "da-go").iterdir())) == 1
    for days in (2, 5):
        with pytest.raises(TrustRefused, match="cùng ngày hoặc mới hơn"):
            store.receive(here.list(at=NOW - days * DAY))


def test_a_removed_file_is_moved_aside(store: TrustStore) -> None:
    for _ in range(2):
        store.receive(town().middle.pem)
        (entry,) = store.read().chung_thu
        store.remove(entry.noi, entry.tep)
        assert store.read().chung_thu == ()
    kept = sorted((store.folder / "da-go").iterdir())
    assert [path.read_bytes() for path in kept] == [town().middle.der] * 2


@pytest.mark.parametrize(
    ("noi", "tep"),
    [("goc", "khong-co.cer"), ("..", "thidua.db"), ("da-go", "a.cer"), ("goc", "../../a"), ("", "")],
)
def test_only_a_listed_file_can_be_removed(store: TrustStore, noi: str, tep: str) -> None:
    lay(store.folder, {"goc/a.cer": town().root.der, "da-go/a.cer": town().root.der})
    (store.folder.parent / "thidua.db").write_bytes(b"data")
    with pytest.raises(TrustRefused, match="không còn trong danh sách"):
        store.remove(noi, tep)
    assert (store.folder.parent / "thidua.db").exists()


def test_spoiled_files_are_named_and_harm_nothing(store: TrustStore) -> None:
    trusted(store.folder)
    lay(
        store.folder,
        {"goc/hong.cer": b"nothing", "crl/hong.crl": b"", "trung-gian/nguoi.pem": town().head.pem},
    )
    found = store.read()
    assert found.khong_doc_duoc == ("goc/hong.cer", "trung-gian/nguoi.pem", "crl/hong.crl")
    assert found.roots == (town().root.certificate,)
    assert len(found.lists) == 2
    store.remove("goc", "hong.cer")
    assert "goc/hong.cer" not in store.read().khong_doc_duoc


def test_links_and_hidden_files_are_not_followed(store: TrustStore, tmp_path: Path) -> None:
    (tmp_path / "ngoai.cer").write_bytes(town().root.der)
    lay(store.folder, {"goc/.an.cer": town().root.der})
    (store.folder / "goc" / "noi.cer").symlink_to(tmp_path / "ngoai.cer")
    assert store.read().chung_thu == ()


def test_the_folder_is_read_again_only_when_a_file_changed(store: TrustStore) -> None:
    trusted(store.folder)
    first = store.read()
    assert store.read() is first
    path = store.folder / "goc" / "goc.cer"
    os.utime(path, ns=(1, 1))
    assert store.read() is not first
    path.unlink()
    assert store.read().roots == ()


# --- revocation by hand ----------------------------------------------------------------------------


def judged(*lists: bytes, who: Party | None = None) -> tuple[bool, bool]:
    """Whether the signer is revoked, and whether that is known, with the root's own list in order."""
    here = town()
    chain = [one.certificate for one in (here.root, here.middle, who or here.revoked)]
    read = [x509.load_der_x509_crl(one) for one in (*lists, here.root_list())]
    found = revocation_of(chain, Evidence(tuple(read)), NOW, NOW)
    return found.revoked is not None, found.known


def point(**given: object) -> tuple[x509.ExtensionType, bool]:
    sorts = ("user_certs", "ca_certs", "attribute_certs")
    said: dict[str, object] = dict.fromkeys(("full_name", "relative_name", "only_some_reasons"))
    said |= {f"only_contains_{sort}": False for sort in sorts} | {"indirect_crl": False}
    return x509.IssuingDistributionPoint(**(said | given)), True  # type: ignore[arg-type]


ELSEWHERE = [x509.UniformResourceIdentifier("http://crl.noibo/a.crl")]


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        (point(only_contains_user_certs=True), (True, True)),
        (point(only_contains_ca_certs=True), (False, False)),
        (point(indirect_crl=True), (False, False)),
        (point(only_contains_attribute_certs=True), (False, False)),
        (point(full_name=ELSEWHERE), (False, False)),
        (point(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})), (True, False)),
        ((x509.DeltaCRLIndicator(1), True), (True, False)),
        ((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), True), (False, False)),
        ((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), False), (True, True)),
    ],
)
def test_a_list_speaks_only_of_its_own_part(
    extension: tuple[x509.ExtensionType, bool], expected: tuple[bool, bool]
) -> None:
    here = town()
    assert judged(revocation_list(here.middle, {here.revoked: NOW - DAY}, extensions=[extension])) == expected


def test_revocation_counts_from_its_day() -> None:
    here = town()
    assert judged(revocation_list(here.middle, {here.revoked: NOW + timedelta(hours=1)})) == (False, True)
    assert judged(revocation_list(here.middle, {here.revoked: NOW})) == (True, True)
    assert judged(revocation_list(here.middle, {here.revoked: NOW}), who=here.head) == (False, True)
