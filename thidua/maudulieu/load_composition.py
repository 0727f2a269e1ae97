"""The thường trực's own part of the consolidated sơ kết: texts, key figures, picked sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import ty_le
from thidua.core.viet import format_date, format_number
from thidua.maudulieu import contents, doc
from thidua.maudulieu.load_acts import Loading
from thidua.maudulieu.shapes import MauDuLieu
from thidua.tonghop import actions
from thidua.tonghop.actions import CauChon, ChiTieuThiXaMoi
from thidua.tonghop.compose.excerpts import sentences
from thidua.tonghop.models import TongHop

MODELS = "II.6"


def compose(loading: Loading) -> TongHop:
    """Enter everything at the moment of the data, through the actions of the thường trực's screens.

    A sentence of a unit whose report is not received is left out. The unit of work must be a writing one.
    """
    session, mau = loading.session, loading.mau
    entries = mau.thuong_truc
    at, nam = entries.bao_cao.luc, mau.yeu_cau.nam.nam
    actor = loading.actor(_account_of(mau, entries.bao_cao.nguoi_soan), at)
    tong_hop = actions.open_composition(session, actor, nam, KyBaoCao(entries.bao_cao.ky), at=at)
    actions.set_closing_day(session, actor, tong_hop, entries.bao_cao.ngay_chot, at=at)
    for muc, text in _texts(mau).items():
        actions.set_text(session, actor, tong_hop, muc, text, at=at)
    actions.set_town_figures(session, actor, tong_hop, tuple(_figures(mau)), at=at)
    actions.set_movement_words(session, actor, tong_hop, _movements(loading), at=at)
    for muc, picks in _picks(mau).items():
        actions.pick_sentences(session, actor, tong_hop, muc, picks, at=at)
    return tong_hop


def _account_of(mau: MauDuLieu, nguoi: str) -> str:
    return next(one.ten for one in doc.accounts(mau) if one.nguoi == nguoi)


# --- texts


def _texts(mau: MauDuLieu) -> dict[str, str]:
    """The texts by section: the paragraphs of the data, then the rows of its tables as dash lines."""
    lines: dict[str, list[str]] = {}
    for paragraph in mau.thuong_truc.doan:
        lines.setdefault(paragraph.muc, []).append(paragraph.noi_dung)
    for muc, rows in (
        ("I.1", _guidance(mau)),
        ("I.3", _conferences(mau)),
        ("I.4", _publicity(mau)),
        ("I.5", _inspections(mau)),
        ("III", _commendations(mau)),
    ):
        lines.setdefault(muc, []).extend(rows)
    return {muc: "\n".join(found) for muc, found in lines.items()}


def _guidance(mau: MauDuLieu) -> Iterator[str]:
    for one in mau.thuong_truc.bang.van_ban_chi_dao:
        number = f" số {one.so}" if one.so else ""
        day = f" ngày {format_date(one.ngay)}" if one.ngay else ""
        yield f"- {one.trich_yeu} (văn bản{number}{day} của {one.co_quan})."


def _conferences(mau: MauDuLieu) -> Iterator[str]:
    for one in mau.thuong_truc.bang.hoi_nghi:
        day = f" ngày {format_date(one.ngay)}" if one.ngay else ""
        yield f"- {one.ten}{day}: {one.so_nguoi} người dự; thành phần: {one.thanh_phan}."


def _publicity(mau: MauDuLieu) -> Iterator[str]:
    nam = mau.yeu_cau.nam.nam
    for one in mau.thuong_truc.bang.bang_2:
        share = ty_le(one.thuc_hien, one.cung_ky)
        compared = f", bằng {format_number(share)}% cùng kỳ" if share is not None else ""
        yield (
            f"- {one.hinh_thuc}: {_figure(one.thuc_hien)} {one.don_vi_tinh} "
            f"(6 tháng {nam - 1}: {_figure(one.cung_ky)}{compared})."
        )


def _inspections(mau: MauDuLieu) -> Iterator[str]:
    for one in mau.thuong_truc.bang.kiem_tra:
        day = f" ({format_date(one.ngay)})" if one.ngay else ""
        yield f"- {doc.don_vi(mau, one.don_vi).ten}{day}: {_inside(one.ket_luan)}"


def _commendations(mau: MauDuLieu) -> Iterator[str]:
    table = mau.thuong_truc.bang
    for one in table.bang_6:
        given = ", ".join(
            f"{count:02d} {words}"
            for count, words in (
                (one.tap_the, "tập thể"),
                (one.ho_gia_dinh, "hộ gia đình"),
                (one.ca_nhan, "cá nhân"),
            )
            if count
        )
        yield (
            f"- {one.hinh_thuc}, {one.loai_hinh}: {given} (lãnh đạo, quản lý {one.lanh_dao:02d}, người trực "
            f"tiếp {one.truc_tiep:02d}); cùng kỳ {one.cung_ky:02d}."
        )
    fund = "; ".join(f"{_inside(one.noi_dung)} {_figure(one.so_tien)} triệu đồng" for one in table.quy)
    if fund:
        yield f"Quỹ thi đua, khen thưởng: {fund}."


def _inside(text: str) -> str:
    """A text as it goes on within a sentence; a word in capitals or a name keeps its capital."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else format_number(value)


# --- figures, movements, picks


def _figures(mau: MauDuLieu) -> Iterator[ChiTieuThiXaMoi]:
    for one in mau.thuong_truc.bang.bang_4:
        yield ChiTieuThiXaMoi(
            one.ten, one.don_vi_tinh, one.cung_ky, one.ke_hoach, one.uoc, la_uoc=True, nguon=one.nguon
        )


def _movements(loading: Loading) -> dict[int, tuple[str, str]]:
    rows = loading.mau.thuong_truc.bang.bang_5
    return {
        loading.year.phong_trao[one.phong_trao]: (one.ket_qua, _units(loading.mau, one.tieu_bieu))
        for one in rows
    }


def _units(mau: MauDuLieu, codes: Iterable[str]) -> str:
    return "; ".join(doc.don_vi(mau, code).ten for code in codes)


def _picks(mau: MauDuLieu) -> dict[str, list[CauChon]]:
    picks: dict[str, list[CauChon]] = {}
    for one in mau.thuong_truc.chon.cau:
        picks.setdefault(one.muc, []).append(CauChon(one.don_vi, one.phan, one.thu_tu))
    for don_vi, content in mau.so_ket.items():
        told = {contents.MODEL + (words := contents.model(one)): words for one in content.dien_hinh}
        places = enumerate(sentences(contents.highlights(content)), 1)
        picks.setdefault(MODELS, []).extend(
            CauChon(don_vi, "noi_bat", place, told[text]) for place, text in places if text in told
        )
    return picks
