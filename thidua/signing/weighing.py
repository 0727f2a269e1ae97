"""The verdict on one signature, from the facts: the gravest finding decides."""

from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.status import PdfSignatureStatus

from thidua.core.calendar import local_day
from thidua.core.viet import format_date
from thidua.signing.facts import Facts, algorithm, named, sourced
from thidua.signing.purposes import is_for_login, purpose_fault
from thidua.signing.revocation import TOWNS_OWN
from thidua.signing.verdicts import KetQua

Answer = tuple[KetQua, tuple[str, ...]] | None

_WEAK: Final = frozenset(
    {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}
)
_SMALLEST_CURVE: Final = 224


def weighed(facts: Facts) -> tuple[KetQua, tuple[str, ...]]:
    """The verdict with its reasons; only where no question finds a fault does the signature hold."""
    for question in (_on_bytes, _on_strength, _on_chain, _on_revocation, _on_days, _on_purpose):
        answer = question(facts)
        if answer:
            return answer
    if not _bottom_line(facts.status, facts.whole):
        return KetQua.KHONG_DUNG_DE_KY, ("Chữ ký không đáp ứng điều kiện ghi trong ô ký.",)
    if not facts.revocation.known:
        return KetQua.CHUA_KIEM_TRA_THU_HOI, ()
    if facts.whole.modification_level not in (None, ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        return KetQua.CO_CAP_NHAT, ()
    return KetQua.HOP_LE, ()


def _on_bytes(facts: Facts) -> Answer:
    whole = facts.whole
    if not (whole.intact and whole.valid):
        return KetQua.NOI_DUNG_BI_SUA, ("Nội dung tệp không khớp với chữ ký.",)
    if not whole.docmdp_ok:
        return KetQua.BI_SUA, ("Sau khi ký, tệp bị ghi thêm những thay đổi không được phép.",)
    return None


def _on_strength(facts: Facts) -> Answer:
    key = facts.signer.public_key()
    weak = facts.status.trust_problem_indic in _WEAK or (
        isinstance(key, ec.EllipticCurvePublicKey) and key.key_size < _SMALLEST_CURVE
    )
    return (KetQua.THUAT_TOAN_YEU, (f"Thuật toán: {algorithm(facts)}.",)) if weak else None


def _on_chain(facts: Facts) -> Answer:
    issuer = named(facts.signer.issuer, NameOID.COMMON_NAME)
    if facts.signer.issuer == facts.signer.subject and not facts.chain:
        return KetQua.KHONG_RO_NGUOI_KY, ("Chứng thư tự ký, không do tổ chức nào cấp.",)
    if not facts.chain:
        return KetQua.KHONG_RO_NGUOI_KY, (f"Không nối được từ “{issuer}” đến chứng thư gốc đã nạp.",)
    # Days and revocation are told more exactly by the questions that follow.
    if facts.status.trust_problem_indic is not None and not _out_of_days(facts):
        return KetQua.KHONG_RO_NGUOI_KY, (f"Chuỗi chứng thư không hợp lệ từ “{issuer}” đến chứng thư gốc.",)
    return None


def _on_revocation(facts: Facts) -> Answer:
    if facts.revocation.revoked is None:
        return None
    place, moment = facts.revocation.revoked
    whose = named(facts.chain[place].subject, NameOID.COMMON_NAME)
    return KetQua.DA_THU_HOI, (f"Chứng thư của “{whose}” bị thu hồi ngày {format_date(local_day(moment))}.",)


def _on_days(facts: Facts) -> Answer:
    fault = _out_of_days(facts)
    return (KetQua.HET_HAN, (fault,)) if fault else None


def _out_of_days(facts: Facts) -> str:
    """Which certificate below the root was not valid at the moment; the root is trusted as such."""
    for one in facts.chain[1:]:
        whose = named(one.subject, NameOID.COMMON_NAME)
        if facts.moment > one.not_valid_after_utc:
            day = format_date(local_day(one.not_valid_after_utc))
            return f"Chứng thư của “{whose}” hết hạn ngày {day}."
        if facts.moment < one.not_valid_before_utc:
            day = format_date(local_day(one.not_valid_before_utc))
            return f"Chứng thư của “{whose}” chỉ có hiệu lực từ ngày {day}."
    return ""


def _on_purpose(facts: Facts) -> Answer:
    fault = purpose_fault(facts.signer)
    return (KetQua.KHONG_DUNG_DE_KY, (fault,)) if fault else None


def _bottom_line(status: PdfSignatureStatus, whole: PdfSignatureStatus) -> bool:
    """The library's own last word, but for timestamps that cannot be checked: those count as absent."""
    calm = replace(
        status,
        timestamp_validity=None,
        content_timestamp_validity=None,
        coverage=whole.coverage,
        diff_result=whole.diff_result,
        docmdp_ok=whole.docmdp_ok,
    )
    return calm.bottom_line


def notes_on_purpose(facts: Facts) -> tuple[str, ...]:
    """Why a certificate with another purpose beside signing was let pass."""
    if purpose_fault(facts.signer) or not is_for_login(facts.signer):
        return ()
    return ("Chứng thư ghi mục đích đăng nhập; được nhận vì khóa được cấp để ký.",)


def notes_on_time(facts: Facts) -> tuple[str, ...]:
    """Why a timestamp in the file does not count."""
    stamp = facts.whole.timestamp_validity
    if stamp is None or facts.stamped is not None:
        return ()
    if not (stamp.intact and stamp.valid):
        return ("Dấu thời gian trong tệp không khớp với chữ ký; lấy giờ do người ký khai.",)
    return ("Không rõ nơi cấp dấu thời gian; lấy giờ do người ký khai.",)


def notes_on_evidence(facts: Facts) -> tuple[str, ...]:
    """What inside the file told that nobody of the chain was revoked."""
    if not facts.revocation.known or all(one.sort == TOWNS_OWN for one in facts.revocation.sources):
        return ()
    return (f"Chưa ai bị thu hồi, theo {'; '.join(sourced(facts))}.",)


def notes_on_updates(facts: Facts) -> tuple[str, ...]:
    """What was rightly added to the file after the signature."""
    level = facts.whole.modification_level
    if level is ModificationLevel.FORM_FILLING:
        return ("Sau chữ ký này tệp có thêm chữ ký khác hoặc điền biểu mẫu (được phép).",)
    if level is ModificationLevel.ANNOTATIONS:
        return ("Sau chữ ký này tệp có thêm chú giải (được phép).",)
    return ()
