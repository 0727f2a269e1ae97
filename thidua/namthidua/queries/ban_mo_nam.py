"""The shape of a new year's draft, line by line."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.core.calendar import KyBaoCao
from thidua.core.rollover import Advanced, Review
from thidua.donvi.queries import DonViRow
from thidua.namthidua.queries.lich import NgayRow


class CanXem(StrEnum):
    """Why a line of the draft needs a decision, beyond what the text itself shows."""

    HET_HIEU_LUC = "het_hieu_luc"
    CUA_NAM_CU = "cua_nam_cu"
    HET_DOT = "het_dot"
    NHIEM_VU_RIENG = "nhiem_vu_rieng"
    VAN_BAN_MOI = "van_ban_moi"
    NGAY_NGHI = "ngay_nghi"
    CHUA_CO_NGAY = "chua_co_ngay"


@dataclass(frozen=True, slots=True)
class DongVan:
    """A line of text: as it was (`cu`), moved on by a year."""

    id: int
    cu: str
    moi: Advanced
    vai: str = ""
    loai: str = ""
    danh_so: str = ""


@dataclass(frozen=True, slots=True)
class CanCuCu:
    """A ground of the old year; `giu` says whether it stays unless somebody decides otherwise."""

    id: int
    ten_loai: str
    so_ky_hieu: str
    ngay: date | None
    co_quan: str
    trich_yeu: str
    hieu_luc_den: date | None
    giu: bool
    can_xem: tuple[CanXem, ...]


@dataclass(frozen=True, slots=True)
class DotCu:
    """A period with its days a year later."""

    id: int
    so: int
    ten: str
    tu_ngay: date
    den_ngay: date
    ty_le_moc: Decimal
    ky_bao_cao: KyBaoCao


@dataclass(frozen=True, slots=True)
class PhongTraoCu:
    """A movement; a thematic one keeps its own days. `khac` are its other texts by column, moved on."""

    id: int
    ten: Advanced
    cap_phat_dong: str
    chuyen_de: bool
    tu_ngay: date | None
    den_ngay: date | None
    giu: bool
    can_xem: tuple[CanXem, ...]
    khac: Mapping[str, Advanced]

    @property
    def doi(self) -> tuple[tuple[str, str], ...]:
        """Every change of its texts, each once."""
        return tuple(dict.fromkeys(one for text in (self.ten, *self.khac.values()) for one in text.changes))

    @property
    def xem(self) -> tuple[Review, ...]:
        """Why its texts want a look, each reason once; that most name a paper beside them is no reason."""
        other = (one for text in self.khac.values() for one in text.reviews if one is not Review.VAN_BAN)
        return tuple(dict.fromkeys((*self.ten.reviews, *other)))


@dataclass(frozen=True, slots=True)
class ChiTieuCu:
    """A line of the catalogue with its own day a year later."""

    id: int
    ma: str
    ten: Advanced
    don_vi_tinh: str
    quyet_dinh: str
    ngay_moc: date | None


@dataclass(frozen=True, slots=True)
class NgayDoi:
    """A day a year later, moved to the next working day: `cu` the old year's, `dung` the same day of the new
    one, `moi` the working day that is offered."""

    cu: date | None
    dung: date | None
    moi: date | None

    @property
    def doi(self) -> bool:
        """Whether the same day would have been a day off."""
        return self.dung != self.moi


@dataclass(frozen=True, slots=True)
class NghiaVuCu:
    """An obligation with its days; `theo_loai` those of the units of one type."""

    id: int
    code: str
    ten: Advanced
    mo_tu: NgayDoi
    han: NgayDoi
    trich_yeu: Advanced
    van_ban_cu: str
    theo_loai: tuple[tuple[str, NgayDoi, NgayDoi], ...]
    giu: bool
    can_xem: tuple[CanXem, ...]


@dataclass(frozen=True, slots=True)
class CumKhoiCu:
    """A cụm or khối with the members that live on; head and deputy are None where theirs are no more."""

    id: int
    code: str
    loai: str
    ten: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str
    thanh_vien: tuple[int, ...]
    truong_mat: bool = False
    pho_mat: bool = False


@dataclass(frozen=True, slots=True)
class Dau:
    """Head and end of the plan; the printed lines are tuples."""

    chu_de: str
    ky_hieu: str
    trich_yeu: Advanced
    co_quan_ban_hanh: tuple[str, ...]
    dia_danh: str
    quyen_han_ky: tuple[str, ...]
    nguoi_ky: str
    la_mau: bool
    doi_co_quan: bool


@dataclass(frozen=True, slots=True)
class BanMoNam:
    """The whole draft of year `nam`, from `tu_nam` (None in an empty office).

    `mat` maps the name of a unit that is no more to the names of those that took its place; `moi` are the
    units without a group; `lich` the public holidays offered where the year's calendar is still empty, all
    days are moved by them; `van_tay` stands for what the draft was made from.
    """

    nam: int
    tu_nam: int | None
    dau: Dau
    dong: tuple[DongVan, ...]
    noi_nhan: tuple[DongVan, ...]
    can_cu: tuple[CanCuCu, ...]
    dot: tuple[DotCu, ...]
    phong_trao: tuple[PhongTraoCu, ...]
    danh_muc: tuple[ChiTieuCu, ...]
    nghia_vu: tuple[NghiaVuCu, ...]
    cum_khoi: tuple[CumKhoiCu, ...]
    don_vi: dict[int, DonViRow]
    mat: tuple[tuple[str, tuple[str, ...]], ...]
    moi: tuple[int, ...]
    lich: tuple[NgayRow, ...]
    van_tay: str = field(default="")

    @property
    def quyet_dinh(self) -> dict[str, int]:
        """Each decision that the catalogue names, with how many lines name it."""
        return dict(Counter(line.quyet_dinh for line in self.danh_muc if line.quyet_dinh))
