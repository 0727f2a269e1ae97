"""What a version of a giao ước holds: its parties, lines of text, promised lines and figures."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.pledge import NhomDong
from thidua.core.targets import LoaiChiTieu
from thidua.giaouoc.models import (
    BanGiaoUoc,
    BanNhapGiaoUoc,
    BanNhapGiaoUocO,
    BenGiaoUoc,
    DongGiaoUoc,
    GiaTriGiaoUoc,
    LoiVanGiaoUoc,
)
from thidua.taikhoan.models import Nguoi

LINH_VUC: Final = (
    "kinh_te",
    "van_hoa_xa_hoi",
    "quoc_phong_an_ninh",
    "xay_dung_he_thong",
    "cai_cach_hanh_chinh",
    "thi_dua_khen_thuong",
)
"""The fields of section II: the five of the town's plan (II.2) and the emulation work itself."""

_BEFORE: Final = ("can_cu", "muc_tieu", "khau_hieu")
_AFTER: Final = ("bien_phap", "hoat_dong", "bang_diem", "dieu_khoan")
MUC: Final = (*_BEFORE, *LINH_VUC, *_AFTER)
"""The keys of the text's sections in the order of the paper."""


@dataclass(frozen=True, slots=True)
class Ben:
    """A party; `vai` is truong, pho or thanh_vien."""

    don_vi_id: int
    vai: str
    ten: str
    ten_ngan: str
    dai_dien: str = ""
    chuc_vu: str = ""


@dataclass(frozen=True, slots=True)
class GiaTri:
    """What one unit promises in a line: its registered target and figure; no figure for a nhiệm vụ."""

    chi_tieu_id: int | None = None
    gia_tri: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Dong:
    """A promised line; `gia_tri` by unit, empty for a sentence that binds all."""

    ma: str
    nhom: NhomDong
    ten: str
    don_vi_tinh: str = ""
    loai: LoaiChiTieu | None = None
    gia_tri: Mapping[int, GiaTri] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoiDung:
    """The whole text of a version as data; `ben` in the order of signing."""

    ben: tuple[Ben, ...] = ()
    loi_van: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dong: tuple[Dong, ...] = ()
    dia_diem: str = ""
    ngay_ky_ket: date | None = None
    chung_kien_ten: str = ""
    chung_kien_dai_dien: str = ""
    chung_kien_chuc_vu: str = ""
    theo_thu_tu: bool = False

    def lines(self, muc: str) -> tuple[str, ...]:
        """The lines of one section."""
        return self.loi_van.get(muc, ())

    def of(self, nhom: NhomDong) -> tuple[Dong, ...]:
        """The promised lines of one sort."""
        return tuple(each for each in self.dong if each.nhom is nhom)

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Every promise as (number of the line, unit), units in their order: what is settled one by one."""
        everybody = tuple(ben.don_vi_id for ben in self.ben)
        return tuple(
            (place, unit)
            for place, dong in enumerate(self.dong, 1)
            for unit in everybody
            if dong.nhom is NhomDong.CHUNG or unit in dong.gia_tri
        )


def content(session: Session, version: BanGiaoUoc) -> NoiDung:
    """The text of a version, in four statements."""
    return NoiDung(
        ben=_parties(session, version.id),
        loi_van=_texts(session, version.id),
        dong=_promises(session, version.id),
        dia_diem=version.dia_diem,
        ngay_ky_ket=version.ngay_ky_ket,
        chung_kien_ten=version.chung_kien_ten,
        chung_kien_dai_dien=version.chung_kien_dai_dien,
        chung_kien_chuc_vu=version.chung_kien_chuc_vu,
        theo_thu_tu=version.theo_thu_tu,
    )


def _parties(session: Session, ban_id: int) -> tuple[Ben, ...]:
    rows = session.scalars(
        select(BenGiaoUoc).where(BenGiaoUoc.ban_giao_uoc_id == ban_id).order_by(BenGiaoUoc.thu_tu)
    )
    return tuple(Ben(r.don_vi_id, r.vai, r.ten, r.ten_ngan, r.dai_dien, r.chuc_vu) for r in rows)


def _texts(session: Session, ban_id: int) -> dict[str, tuple[str, ...]]:
    rows = session.scalars(
        select(LoiVanGiaoUoc)
        .where(LoiVanGiaoUoc.ban_giao_uoc_id == ban_id)
        .order_by(LoiVanGiaoUoc.muc, LoiVanGiaoUoc.thu_tu)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.muc] = (*found.get(row.muc, ()), row.noi_dung)
    return found


def _promises(session: Session, ban_id: int) -> tuple[Dong, ...]:
    values: dict[int, dict[int, GiaTri]] = {}
    held = session.scalars(
        select(GiaTriGiaoUoc)
        .where(GiaTriGiaoUoc.ban_giao_uoc_id == ban_id)
        .order_by(GiaTriGiaoUoc.thu_tu, GiaTriGiaoUoc.don_vi_id)
    )
    for one in held:
        values.setdefault(one.thu_tu, {})[one.don_vi_id] = GiaTri(one.chi_tieu_id, one.gia_tri)
    rows = session.scalars(
        select(DongGiaoUoc).where(DongGiaoUoc.ban_giao_uoc_id == ban_id).order_by(DongGiaoUoc.thu_tu)
    )
    return tuple(Dong(r.ma, r.nhom, r.ten, r.don_vi_tinh, r.loai, values.get(r.thu_tu, {})) for r in rows)


def fingerprint(content: NoiDung) -> str:
    """SHA-256 (hex) over all that the paper says, in its order; the way of signing is no part of it."""
    digest = hashlib.sha256()
    for part in _parts(content):
        plain = [format(each, "f") if isinstance(each, Decimal) else each for each in part]
        digest.update(json.dumps(plain, ensure_ascii=True, default=str).encode() + b"\n")
    return digest.hexdigest()


def _parts(content: NoiDung) -> Iterator[tuple[object, ...]]:
    yield (
        "dau",
        content.dia_diem,
        content.ngay_ky_ket,
        content.chung_kien_ten,
        content.chung_kien_dai_dien,
        content.chung_kien_chuc_vu,
    )
    for ben in content.ben:
        yield ("ben", ben.don_vi_id, ben.vai, ben.ten, ben.dai_dien, ben.chuc_vu)
    for muc in MUC:
        for line in content.lines(muc):
            yield ("loi_van", muc, line)
    for dong in content.dong:
        yield ("dong", dong.ma, dong.nhom, dong.ten, dong.don_vi_tinh, dong.loai)
        for unit in sorted(dong.gia_tri):
            value = dong.gia_tri[unit]
            yield ("gia_tri", unit, value.chi_tieu_id, _plain(value.gia_tri))


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()


# --- drafts


@dataclass(frozen=True, slots=True)
class BanNhapRow:
    """A saved draft as the list shows it."""

    id: int
    luc: datetime
    nguoi_id: int
    ho_ten: str


def drafts(session: Session, ban_id: int) -> list[BanNhapRow]:
    """The kept drafts of a version, newest first."""
    rows = session.execute(
        select(BanNhapGiaoUoc.id, BanNhapGiaoUoc.luc, BanNhapGiaoUoc.nguoi_id, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == BanNhapGiaoUoc.nguoi_id)
        .where(BanNhapGiaoUoc.ban_giao_uoc_id == ban_id)
        .order_by(BanNhapGiaoUoc.id.desc())
    )
    return [BanNhapRow(r.id, r.luc, r.nguoi_id, r.ho_ten) for r in rows]


def draft_fields(session: Session, ban_id: int, draft_id: int | None = None) -> list[tuple[str, str]] | None:
    """The fields of the newest draft of a version (or of `draft_id`) as typed; None while there is none."""
    query = select(BanNhapGiaoUoc.id).where(BanNhapGiaoUoc.ban_giao_uoc_id == ban_id)
    if draft_id is not None:
        query = query.where(BanNhapGiaoUoc.id == draft_id)
    found = session.scalar(query.order_by(BanNhapGiaoUoc.id.desc()).limit(1))
    if found is None:
        return None
    rows = session.execute(
        select(BanNhapGiaoUocO.truong, BanNhapGiaoUocO.noi_dung)
        .where(BanNhapGiaoUocO.ban_nhap_id == found)
        .order_by(BanNhapGiaoUocO.truong, BanNhapGiaoUocO.lan)
    )
    return [(r.truong, r.noi_dung) for r in rows]
