"""The verdicts: papers signed and spoiled in every way that occurs, against a town that trusts one root."""

import atexit
import json
import logging
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from pyhanko.sign.fields import MDPPerm

from tests.signing import papers
from tests.signing.papers import SIGNED_AT, signed
from tests.signing.pki import DAY, NOW, YEAR, Party, Town, answer, lay, signer, town, trusted
from thidua.signing import KetLuan, KetQua, TrustStore, verify
from thidua.signing.verdicts import ACCEPTABLE, WAYS_OUT, WORDS

LONG_AGO = NOW - 20 * DAY


@dataclass(frozen=True)
class Case:
    """A paper, and the verdict that each of its signatures must get where the lists are current."""

    name: str
    make: Callable[[], bytes]
    verdicts: tuple[KetQua, ...]
    says: str = ""


def _by(who: Callable[[Town], Party], **given: object) -> Callable[[], bytes]:
    return lambda: signed(papers.plain(), who(town()), **given)  # type: ignore[arg-type]


intact = cache(lambda: signed(papers.plain(), town().head))
certified = cache(lambda: signed(papers.plain(), town().head, permitted=MDPPerm.NO_CHANGES))
stamped = cache(lambda: signed(papers.plain(), town().head, stamped_at=SIGNED_AT))
two_signers = cache(lambda: signed(intact(), town().other, "ky_2"))

CASES = (
    Case("intact", intact, (KetQua.HOP_LE,)),
    Case("timestamped", stamped, (KetQua.HOP_LE,)),
    Case(
        "timestamp of an unknown service",
        lambda: signed(papers.plain(), town().head, stamped_at=SIGNED_AT, stamper=town().strange_stamper),
        (KetQua.HOP_LE,),
        "Không rõ nơi cấp dấu thời gian",
    ),
    Case("certified", certified, (KetQua.HOP_LE,)),
    Case("two signers", two_signers, (KetQua.CO_CAP_NHAT, KetQua.HOP_LE), "thêm chữ ký khác"),
    Case(
        "form filled after signing", lambda: papers.form_filled(intact()), (KetQua.CO_CAP_NHAT,), "biểu mẫu"
    ),
    Case("token for logging in", _by(lambda here: here.token), (KetQua.HOP_LE,), "mục đích đăng nhập"),
    Case("login alone", _by(lambda here: here.plain_token), (KetQua.KHONG_DUNG_DE_KY,), "cho việc khác"),
    Case(
        "one letter changed", lambda: papers.byte_changed(intact()), (KetQua.NOI_DUNG_BI_SUA,), "không khớp"
    ),
    Case(
        "one letter changed under two signatures",
        lambda: papers.byte_changed(two_signers()),
        (KetQua.NOI_DUNG_BI_SUA, KetQua.NOI_DUNG_BI_SUA),
    ),
    Case(
        "signature of another paper",
        lambda: papers.transplanted(signed(papers.plain(2), town().head), intact()),
        (KetQua.NOI_DUNG_BI_SUA,),
    ),
    Case("content replaced", lambda: papers.content_replaced(intact()), (KetQua.BI_SUA,), "không được phép"),
    Case("page added", lambda: papers.page_added(intact()), (KetQua.BI_SUA,)),
    Case(
        "content replaced between two signatures",
        lambda: signed(papers.content_replaced(intact()), town().other, "ky_2"),
        (KetQua.BI_SUA, KetQua.HOP_LE),
    ),
    Case("form filled in a closed paper", lambda: papers.form_filled(certified()), (KetQua.BI_SUA,)),
    Case("server certificate", _by(lambda here: here.server), (KetQua.KHONG_DUNG_DE_KY,), "cho việc khác"),
    Case("key for secrets", _by(lambda here: here.secrets), (KetQua.KHONG_DUNG_DE_KY,), "không được cấp"),
    Case("revoked", _by(lambda here: here.revoked), (KetQua.DA_THU_HOI,), "bị thu hồi ngày 23/5/2023"),
    Case("authority revoked", _by(lambda here: here.under_revoked), (KetQua.DA_THU_HOI,), "Cơ quan bị"),
    Case("expired", _by(lambda here: here.expired), (KetQua.HET_HAN,), "hết hạn ngày 12/6/2023"),
    Case("not yet valid", _by(lambda here: here.early), (KetQua.HET_HAN,), "có hiệu lực từ ngày 02/7/2023"),
    Case("SHA-1", _by(lambda here: here.head, digest="sha1"), (KetQua.THUAT_TOAN_YEU,), "SHA1"),
    Case("RSA of 1024 bits", _by(lambda here: here.weak), (KetQua.THUAT_TOAN_YEU,), "RSA 1024"),
    Case("withdrawn kind", lambda: papers.old_kind(intact()), (KetQua.THUAT_TOAN_YEU,), "adbe.pkcs7.sha1"),
    Case("unknown root", _by(lambda here: here.stranger), (KetQua.KHONG_RO_NGUOI_KY,), "Gốc lạ"),
    Case("issuer's name forged", _by(lambda here: here.forged), (KetQua.KHONG_RO_NGUOI_KY,), "không hợp lệ"),
    Case("self-signed", _by(lambda here: here.alone), (KetQua.KHONG_RO_NGUOI_KY,), "tự ký"),
    Case("unsigned", papers.plain, (KetQua.KHONG_CO_CHU_KY,)),
    Case(
        "field without signature",
        lambda: papers.with_empty_field(papers.plain()),
        (KetQua.KHONG_CO_CHU_KY,),
        "chưa ai ký",
    ),
    Case("encrypted", papers.encrypted, (KetQua.KHONG_DOC_DUOC,), "mật khẩu"),
    Case("cut off", lambda: intact()[:-400], (KetQua.KHONG_DOC_DUOC,)),
    Case("no PDF at all", lambda: b"\xff\xd8 no PDF", (KetQua.KHONG_DOC_DUOC,)),
    Case("empty", lambda: b"", (KetQua.KHONG_DOC_DUOC,)),
    Case("eleven signatures", lambda: papers.signed_by_many(11), (KetQua.KHONG_DOC_DUOC,), "11 chữ ký số"),
    Case("52 revisions", lambda: papers.saved_over(intact(), 50), (KetQua.KHONG_DOC_DUOC,), "52 lần ghi"),
    Case("range narrowed", lambda: papers.byte_range_narrowed(intact()), (KetQua.NOI_DUNG_BI_SUA,)),
)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    return TrustStore(trusted(tmp_path_factory.mktemp("tin-cay")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_signature_gets_its_verdict(case: Case, trust: TrustStore) -> None:
    found = verify(case.make(), trust, NOW)
    assert tuple(one.ket_qua for one in found) == case.verdicts
    assert case.says in " ".join(note for one in found for note in one.ghi_chu)
    for one in found:
        assert bool(one.way_out) is not one.is_acceptable
        assert one.words == WORDS[one.ket_qua]
        json.dumps(one.as_dict())


def test_there_are_enough_papers_and_every_verdict_occurs() -> None:
    assert len(CASES) >= 24
    occurring = {verdict for case in CASES for verdict in case.verdicts}
    assert occurring | {KetQua.CHUA_KIEM_TRA_THU_HOI} == set(KetQua)
    assert set(WORDS) == set(KetQua)
    assert set(WAYS_OUT) == set(KetQua) - ACCEPTABLE


# --- revocation ------------------------------------------------------------------------------------


def test_without_lists_nothing_is_said_about_revocation(tmp_path: Path) -> None:
    bare = TrustStore(trusted(tmp_path, lists=False))
    (good,) = verify(intact(), bare, NOW)
    (bad,) = verify(signed(papers.plain(), town().revoked), bare, NOW)
    for one in (good, bad):
        assert one.ket_qua is KetQua.CHUA_KIEM_TRA_THU_HOI
        assert one.words == "Hợp lệ, chưa kiểm tra thu hồi (chưa có CRL)"
        assert not one.thu_hoi_da_biet


def test_an_old_list_proves_revocation_but_not_its_absence(tmp_path: Path) -> None:
    here = town()
    files = {"crl/a.crl": here.list(at=LONG_AGO), "crl/b.crl": here.root_list()}
    old = TrustStore(lay(trusted(tmp_path, lists=False), files))
    (good,) = verify(intact(), old, NOW)
    assert good.words == "Hợp lệ, chưa kiểm tra thu hồi (CRL ngày 02/6/2023)"
    assert good.crl_ngay == date(2023, 6, 2)
    (bad,) = verify(signed(papers.plain(), here.revoked), old, NOW)
    assert bad.ket_qua is KetQua.DA_THU_HOI


def test_the_list_of_the_signers_issuer_alone_does_not_cover_the_chain(tmp_path: Path) -> None:
    store = TrustStore(lay(trusted(tmp_path, lists=False), {"crl/a.crl": town().list()}))
    assert verify(intact(), store, NOW)[0].ket_qua is KetQua.CHUA_KIEM_TRA_THU_HOI


def test_a_list_that_another_key_signed_is_not_believed(tmp_path: Path) -> None:
    here = town()
    from tests.signing.pki import revocation_list

    forged = revocation_list(here.middle, {here.head: NOW - 5 * DAY}, key=here.stranger_root.key)
    store = TrustStore(lay(trusted(tmp_path), {"crl/gia.crl": forged}))
    assert verify(intact(), store, NOW)[0].ket_qua is KetQua.HOP_LE


# --- what the file carries (PAdES-LT) --------------------------------------------------------------


def carried(**given: object) -> KetLuan:
    """The verdict in a town that has no lists of its own."""
    (one,) = verify(papers.with_store(intact(), **given), _listless(), NOW)  # type: ignore[arg-type]
    return one


@cache
def _listless() -> TrustStore:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return TrustStore(trusted(folder, lists=False))


def good(**given: object) -> bytes:
    return answer(town().middle, town().head, **given)  # type: ignore[arg-type]


def test_an_answer_and_a_list_inside_the_file_prove_that_nobody_was_revoked() -> None:
    one = carried(answers=[good()], lists=[town().root_list()])
    assert (one.ket_qua, one.thu_hoi_da_biet, one.crl_ngay) == (KetQua.HOP_LE, True, date(2023, 6, 22))
    assert one.thu_hoi_theo == (
        "Chứng thực số cơ quan thử: CRL trong tệp ngày 21/6/2023",
        "Nguyễn Văn Đoàn: OCSP trong tệp ngày 22/6/2023",
    )
    assert "OCSP trong tệp ngày 22/6/2023" in one.ghi_chu[-1]
    assert json.loads(json.dumps(one.as_dict()))["thu_hoi_theo"] == list(one.thu_hoi_theo)


def test_a_responder_the_issuer_named_may_answer() -> None:
    here = town()
    named = good(responder=here.responder)
    assert carried(answers=[named], lists=[here.root_list()]).ket_qua is KetQua.HOP_LE
    unnamed = good(responder=here.other)
    assert carried(answers=[unnamed], lists=[here.root_list()]).ket_qua is KetQua.CHUA_KIEM_TRA_THU_HOI


def test_lists_inside_the_file_alone_suffice() -> None:
    assert carried(lists=[town().list(), town().root_list()]).ket_qua is KetQua.HOP_LE


@pytest.mark.parametrize(
    "said",
    [
        lambda: good()[:-1] + bytes([good()[-1] ^ 1]),
        lambda: good(at=NOW - 9 * DAY, until=NOW - 2 * DAY),
        lambda: good(at=NOW - 9 * DAY, until=None),
        lambda: good(at=NOW + DAY, until=NOW + 2 * DAY),
        lambda: answer(town().middle, town().other),
        lambda: answer(town().stranger_root, town().head),
    ],
    ids=["forged", "outdated", "old without end", "of the future", "about another", "by another authority"],
)
def test_an_answer_that_proves_nothing_changes_nothing(said: Callable[[], bytes]) -> None:
    one = carried(answers=[said()], lists=[town().root_list()])
    assert one.ket_qua is KetQua.CHUA_KIEM_TRA_THU_HOI


def test_an_answer_of_revocation_counts_from_its_day() -> None:
    here, day = town(), NOW - 2 * DAY
    one = carried(answers=[good(revoked=day)], lists=[here.root_list()])
    assert one.ket_qua is KetQua.DA_THU_HOI
    stamped_before = signed(papers.plain(), here.head, stamped_at=NOW - 3 * DAY)
    paper = papers.with_store(stamped_before, answers=[good(revoked=day)], lists=[here.root_list()])
    assert verify(paper, _listless(), NOW)[0].ket_qua is KetQua.HOP_LE


def test_the_towns_own_list_is_heard_against_the_file(trust: TrustStore) -> None:
    here = town()
    paper = papers.with_store(
        signed(papers.plain(), here.revoked), answers=[answer(here.middle, here.revoked)]
    )
    assert verify(paper, trust, NOW)[0].ket_qua is KetQua.DA_THU_HOI


def test_an_intermediate_may_come_with_the_store(tmp_path: Path) -> None:
    paper = papers.with_store(signed(papers.plain(), town().head, with_middle=False), others=[town().middle])
    bare = TrustStore(trusted(tmp_path, middle=False))
    assert verify(paper, bare, NOW)[0].ket_qua is KetQua.HOP_LE


def test_a_refusal_to_answer_is_as_good_as_none() -> None:
    status = ocsp.OCSPResponseStatus.TRY_LATER
    refused = ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)
    assert carried(answers=[refused, good()], lists=[town().root_list()]).ket_qua is KetQua.HOP_LE
    assert carried(answers=[refused]).ket_qua is KetQua.CHUA_KIEM_TRA_THU_HOI


# --- the network -----------------------------------------------------------------------------------


def test_nothing_is_fetched(trust: TrustStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificates name the places of lists, answers and issuers; nobody asks there."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with pytest.raises(AssertionError):
        socket.create_connection(("127.0.0.1", 9))
    reachable = signer("Người có địa chỉ", town().middle, places="http://127.0.0.1:9/")
    for party in (reachable, town().stranger):
        paper = signed(papers.plain(), party, with_middle=False)
        assert verify(paper, trust, NOW)[0].ket_qua is not KetQua.KHONG_DOC_DUOC
    assert verify(signed(papers.plain(), reachable), _listless(), NOW)[0].is_acceptable


# --- time ------------------------------------------------------------------------------------------


def test_a_claimed_time_is_shown_as_claimed(trust: TrustStore) -> None:
    (one,) = verify(intact(), trust, NOW)
    assert (one.luc_ky, one.dau_thoi_gian, one.noi_cap_dau) == (SIGNED_AT, False, "")
    (other,) = verify(stamped(), trust, NOW)
    assert (other.luc_ky, other.dau_thoi_gian, other.noi_cap_dau) == (SIGNED_AT, True, "Dấu thời gian thử")


def test_what_was_stamped_in_time_outlives_the_certificate(trust: TrustStore) -> None:
    paper = signed(papers.plain(), town().expired, stamped_at=NOW - 15 * DAY)
    (one,) = verify(paper, trust, NOW)
    assert one.ket_qua is KetQua.HOP_LE
    (late,) = verify(signed(papers.plain(), town().expired, stamped_at=NOW - 5 * DAY), trust, NOW)
    assert late.ket_qua is KetQua.HET_HAN


def test_what_was_stamped_before_the_revocation_holds(trust: TrustStore) -> None:
    (before,) = verify(signed(papers.plain(), town().revoked, stamped_at=NOW - 40 * DAY), trust, NOW)
    (after,) = verify(signed(papers.plain(), town().revoked, stamped_at=NOW - 20 * DAY), trust, NOW)
    assert (before.ket_qua, after.ket_qua) == (KetQua.HOP_LE, KetQua.DA_THU_HOI)


def test_the_same_file_cannot_be_proved_after_the_certificate_ends(trust: TrustStore) -> None:
    assert verify(intact(), trust, NOW + 2 * YEAR)[0].ket_qua is KetQua.HET_HAN


# --- trust -----------------------------------------------------------------------------------------


def test_without_roots_nobody_is_known(tmp_path: Path) -> None:
    (one,) = verify(intact(), TrustStore(tmp_path / "không có"), NOW)
    assert one.ket_qua is KetQua.KHONG_RO_NGUOI_KY
    assert one.nguoi_ky == "Nguyễn Văn Đoàn"


def test_an_intermediate_may_come_with_the_paper_or_from_the_folder(tmp_path: Path) -> None:
    without = signed(papers.plain(), town().head, with_middle=False)
    bare = TrustStore(trusted(tmp_path / "a", middle=False))
    whole = TrustStore(trusted(tmp_path / "b"))
    (missing,) = verify(without, bare, NOW)
    assert missing.ket_qua is KetQua.KHONG_RO_NGUOI_KY
    assert "Chứng thực số cơ quan thử" in missing.ghi_chu[0]
    assert verify(without, whole, NOW)[0].ket_qua is KetQua.HOP_LE
    assert verify(intact(), bare, NOW)[0].ket_qua is KetQua.HOP_LE


def test_an_intermediate_laid_among_the_intermediates_is_no_anchor(tmp_path: Path) -> None:
    store = TrustStore(lay(tmp_path, {"trung-gian/a.cer": town().middle.der}))
    assert verify(intact(), store, NOW)[0].ket_qua is KetQua.KHONG_RO_NGUOI_KY


# --- evidence --------------------------------------------------------------------------------------


def test_the_evidence_names_who_when_how_and_by_what(trust: TrustStore) -> None:
    (one,) = verify(intact(), trust, NOW)
    kept = one.as_dict()
    head = town().head.certificate
    assert kept["ket_qua"] == "hop_le"
    assert kept["loi"] == "Hợp lệ"
    assert (kept["nguoi_ky"], kept["to_chuc"]) == ("Nguyễn Văn Đoàn", "Ủy ban nhân dân phường Đoàn Kết")
    assert kept["so_hieu"] == f"{head.serial_number:X}"
    assert kept["luc_kiem"] == NOW.isoformat()
    assert kept["thuat_toan"] == "EC secp256r1, SHA256"
    assert (kept["pham_vi"], kept["muc_sua"]) == ("ca_tep", "khong")
    assert kept["crl_ngay"] == "2023-06-21"
    assert str(kept["phien_ban"]).startswith("pyHanko 0.")
    assert [link["ten"] for link in kept["chuoi"]] == [  # type: ignore[attr-defined]
        "Chứng thực số gốc thử", "Chứng thực số cơ quan thử", "Nguyễn Văn Đoàn",
    ]  # fmt: skip
    assert json.loads(json.dumps(kept)) == kept


def test_a_path_is_read_as_its_bytes(trust: TrustStore, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(intact())
    assert verify(path, trust, NOW) == verify(intact(), trust, NOW)


def test_any_failure_is_a_verdict_and_a_line_in_the_log(
    trust: TrustStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from thidua.signing import checking

    def broken(*_: object) -> tuple[KetLuan, ...]:
        raise RecursionError

    monkeypatch.setattr(checking, "check", broken)
    with caplog.at_level(logging.WARNING, "thidua.signing"):
        (one,) = verify(intact(), trust, NOW)
    assert one.ket_qua is KetQua.KHONG_DOC_DUOC
    assert "could not be read" in caplog.text


def test_one_spoiled_signature_hides_no_other(trust: TrustStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from thidua.signing import checking

    real = checking.revocation_of
    calls = iter((True, False))

    def sometimes(*args: object) -> object:
        if next(calls):
            raise ValueError("spoiled")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "revocation_of", sometimes)
    first, second = verify(two_signers(), trust, NOW)
    assert (first.ket_qua, first.o_ky) == (KetQua.KHONG_DOC_DUOC, "ky_1")
    assert second.ket_qua is KetQua.HOP_LE


def test_ten_signatures_are_checked_in_time(trust: TrustStore) -> None:
    paper = papers.signed_by_many(10)
    begun = time.process_time()
    found = verify(paper, trust, NOW)
    assert time.process_time() - begun < 2
    assert [one.ket_qua for one in found] == [KetQua.CO_CAP_NHAT] * 9 + [KetQua.HOP_LE]


def test_one_signature_takes_no_longer_than_promised(trust: TrustStore) -> None:
    verify(intact(), trust, NOW)
    begun = time.process_time()
    verify(intact(), trust, NOW)
    assert time.process_time() - begun < 0.3


def test_the_moment_of_receipt_needs_its_zone_and_may_be_local(trust: TrustStore) -> None:
    local = NOW.astimezone(datetime.now(UTC).astimezone().tzinfo)
    (one,) = verify(intact(), trust, local)
    assert replace(one, luc_kiem=NOW) == verify(intact(), trust, NOW)[0]
    assert one.luc_kiem.utcoffset() == timedelta(0)
