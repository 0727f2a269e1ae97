"""What a year holds: grounds by date, movements, catalogue, duties of named units."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"

TARGET_KINDS = ("luy_ke", "thoi_diem", "duy_tri", "khong_vuot", "mua_vu", "cuoi_nam", "nhiem_vu")
ASSIGNERS = ("ubnd", "nganh_doc", "cap_uy", "tu_dang_ky")


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _day(name: str) -> "sa.Column[date]":
    return sa.Column(name, sa.Date(), nullable=True)


def _flag(name: str, *, on: bool) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true() if on else sa.false())


def _figure(name: str) -> "sa.Column[Decimal]":
    # Exact decimals are canonical text in SQLite, whose own numbers are floats.
    return sa.Column(name, sa.Numeric(24, 6).with_variant(sa.String(40), "sqlite"), nullable=True)


def upgrade() -> None:
    _columns()
    _catalogue()
    _called_units()
    _rules()
    _fill_catalogue()


def _columns() -> None:
    grounds: list[sa.Column[Any]] = [_day("hieu_luc_tu"), _day("hieu_luc_den"), _text("loai_van_ban")]
    movements: list[sa.Column[Any]] = [
        _text("khau_hieu"),
        _text("tieu_chi"),
        _flag("chuyen_de", on=False),
        _day("tu_ngay"),
        _day("den_ngay"),
        _flag("moi_don_vi", on=True),
    ]
    duties: list[sa.Column[Any]] = [
        _flag("moi_don_vi", on=True),
        sa.Column("tep_sha256", sa.String(64), nullable=False, server_default=""),
        sa.Column("tep_ten", sa.String(255), nullable=False, server_default=""),
        sa.Column("tep_loai", sa.String(64), nullable=False, server_default=""),
        sa.Column("tep_kich_thuoc", sa.Integer(), nullable=False, server_default="0"),
    ]
    envelopes: list[sa.Column[Any]] = [_day("mo_tu_rieng"), _day("han_rieng")]
    for table, columns in (
        ("can_cu", grounds),
        ("phong_trao", movements),
        ("nghia_vu", duties),
        ("ho_so", envelopes),
        ("ngay_lich", [_text("nguon")]),
    ):
        for column in columns:
            op.add_column(table, column)


def _enum(name: str, kind: str, values: tuple[str, ...]) -> "sa.Column[str]":
    held = sa.Enum(*values, name=kind, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, held, nullable=False)


def _catalogue() -> None:
    op.create_table(
        "danh_muc_chi_tieu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ma", sa.String(64), nullable=False),
        sa.Column("ten", sa.String(255), nullable=False),
        sa.Column("don_vi_tinh", sa.String(64), nullable=False),
        _enum("loai", "loaichitieu", TARGET_KINDS),
        sa.Column("chieu", sa.String(64), nullable=False),
        _enum("giao_boi", "nguongiao", ASSIGNERS),
        sa.Column("quyet_dinh", sa.String(255), nullable=False),
        _figure("trong_so"),
        _figure("moc"),
        _day("ngay_moc"),
        sa.CheckConstraint("ten <> ''", name=op.f("ck_danh_muc_chi_tieu_named")),
        sa.CheckConstraint("chieu IN ('tang', 'giam', 'giu')", name=op.f("ck_danh_muc_chi_tieu_chieu")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_danh_muc_chi_tieu_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danh_muc_chi_tieu")),
        sa.UniqueConstraint("nam_id", "ma", name=op.f("uq_danh_muc_chi_tieu_nam_id_ma")),
    )


def _called_units() -> None:
    for whose in ("phong_trao", "nghia_vu"):
        table = f"{whose}_don_vi"
        op.create_table(
            table,
            sa.Column(f"{whose}_id", sa.Integer(), nullable=False),
            sa.Column("don_vi_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint([f"{whose}_id"], [f"{whose}.id"], name=op.f(f"fk_{table}_{whose}_id")),
            sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f(f"fk_{table}_don_vi_id")),
            sa.PrimaryKeyConstraint(f"{whose}_id", "don_vi_id", name=op.f(f"pk_{table}")),
        )
    op.create_table(
        "nghia_vu_loai_don_vi",
        sa.Column("nghia_vu_id", sa.Integer(), nullable=False),
        sa.Column("loai", sa.String(64), nullable=False),
        sa.Column("mo_tu", sa.Date(), nullable=False),
        sa.Column("han", sa.Date(), nullable=False),
        sa.CheckConstraint("han >= mo_tu", name=op.f("ck_nghia_vu_loai_don_vi_days_in_order")),
        sa.ForeignKeyConstraint(
            ["nghia_vu_id"], ["nghia_vu.id"], name=op.f("fk_nghia_vu_loai_don_vi_nghia_vu_id")
        ),
        sa.PrimaryKeyConstraint("nghia_vu_id", "loai", name=op.f("pk_nghia_vu_loai_don_vi")),
    )
    op.create_table(
        "van_ban_da_xem",
        sa.Column("nghia_vu_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["nghia_vu_id"], ["nghia_vu.id"], name=op.f("fk_van_ban_da_xem_nghia_vu_id")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_van_ban_da_xem_don_vi_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_van_ban_da_xem_nguoi_id")),
        sa.PrimaryKeyConstraint("nghia_vu_id", "don_vi_id", name=op.f("pk_van_ban_da_xem")),
    )


def _rules() -> None:
    op.create_table(
        "quy_dinh",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("ten", sa.String(255), nullable=False),
        sa.Column("gia_tri", sa.Text(), nullable=False),
        sa.Column("don_vi_tinh", sa.String(64), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.Column("nguon", sa.Text(), nullable=False),
        sa.Column("da_kiem_chung", sa.Boolean(), nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_quy_dinh_code_given")),
        sa.CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name=op.f("ck_quy_dinh_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quy_dinh")),
        sa.UniqueConstraint("code", "tu_ngay", name=op.f("uq_quy_dinh_code_tu_ngay")),
    )


def _fill_catalogue() -> None:
    """One line for each code that targets were assigned under, as the first of them says."""
    op.execute(
        "INSERT INTO danh_muc_chi_tieu "
        "(nam_id, thu_tu, ma, ten, don_vi_tinh, loai, chieu, giao_boi, quyet_dinh, moc, ngay_moc) "
        "SELECT c.nam_id, ROW_NUMBER() OVER (PARTITION BY c.nam_id ORDER BY c.id), c.ma, c.ten, "
        "c.don_vi_tinh, c.loai, CASE c.loai WHEN 'khong_vuot' THEN 'giam' WHEN 'duy_tri' THEN 'giu' "
        "ELSE 'tang' END, c.giao_boi, c.quyet_dinh, c.moc, c.ngay_moc FROM chi_tieu c "
        "WHERE c.giao_boi <> 'tu_dang_ky' AND c.id = (SELECT MIN(d.id) FROM chi_tieu d "
        "WHERE d.nam_id = c.nam_id AND d.ma = c.ma AND d.giao_boi <> 'tu_dang_ky')"
    )
