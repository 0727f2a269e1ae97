"""The whole registration: persons, received titles, reasons, days, evidence of a figure."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"

CONTENT = (
    "dang_ky_phong_trao_chi_tiet",
    "dang_ky_danh_hieu_chi_tiet",
    "dang_ky_so_nguoi",
    "minh_chung",
)
"""New tables whose rows never change once their version is sealed."""


def upgrade() -> None:
    _persons()
    _contents()
    _seal()


def _persons() -> None:
    op.create_table(
        "ca_nhan_thi_dua",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("ho_ten", sa.String(length=255), nullable=False),
        sa.Column("khoa_ten", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ho_ten <> ''", name=op.f("ck_ca_nhan_thi_dua_named")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_ca_nhan_thi_dua_don_vi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ca_nhan_thi_dua")),
    )
    op.create_index(op.f("ix_ca_nhan_thi_dua_don_vi_id"), "ca_nhan_thi_dua", ["don_vi_id"])
    op.create_index(op.f("ix_ca_nhan_thi_dua_khoa_ten"), "ca_nhan_thi_dua", ["khoa_ten"])
    op.create_table(
        "danh_hieu_da_nhan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("ca_nhan_id", sa.Integer(), nullable=True),
        sa.Column("danh_hieu", sa.String(length=255), nullable=False),
        sa.Column("quyet_dinh", sa.String(length=255), nullable=False),
        sa.Column("xac_nhan", sa.Boolean(), nullable=False),
        sa.CheckConstraint("nam BETWEEN 2000 AND 2099", name=op.f("ck_danh_hieu_da_nhan_nam_in_range")),
        sa.CheckConstraint("danh_hieu <> ''", name=op.f("ck_danh_hieu_da_nhan_named")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_danh_hieu_da_nhan_don_vi_id")),
        sa.ForeignKeyConstraint(
            ["ca_nhan_id"], ["ca_nhan_thi_dua.id"], name=op.f("fk_danh_hieu_da_nhan_ca_nhan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danh_hieu_da_nhan")),
    )
    op.create_index("ix_danh_hieu_da_nhan_don_vi", "danh_hieu_da_nhan", ["don_vi_id", "nam"])
    op.create_index(op.f("ix_danh_hieu_da_nhan_ca_nhan_id"), "danh_hieu_da_nhan", ["ca_nhan_id"])


def _version(table: str) -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    return [
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["phien_ban_id"], ["phien_ban.id"], name=op.f(f"fk_{table}_phien_ban_id")),
    ]


def _contents() -> None:
    movements, titles, people, evidence = CONTENT
    op.create_table(
        movements,
        *_version(movements),
        sa.Column("phong_trao_id", sa.Integer(), nullable=False),
        sa.Column("tieu_chi", sa.Text(), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=True),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "tu_ngay IS NULL OR den_ngay IS NULL OR den_ngay >= tu_ngay",
            name=op.f(f"ck_{movements}_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["phong_trao_id"], ["phong_trao.id"], name=op.f(f"fk_{movements}_phong_trao_id")
        ),
        sa.PrimaryKeyConstraint("phong_trao_id", "phien_ban_id", name=op.f(f"pk_{movements}")),
    )
    op.create_table(
        titles,
        *_version(titles),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ca_nhan_id", sa.Integer(), nullable=True),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ca_nhan_id"], ["ca_nhan_thi_dua.id"], name=op.f(f"fk_{titles}_ca_nhan_id")),
        sa.PrimaryKeyConstraint("thu_tu", "phien_ban_id", name=op.f(f"pk_{titles}")),
    )
    op.create_table(
        people,
        *_version(people),
        sa.Column("so_nguoi", sa.Integer(), nullable=True),
        sa.Column("so_ldtt", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "so_nguoi IS NULL OR so_nguoi >= 0", name=op.f(f"ck_{people}_people_not_negative")
        ),
        sa.CheckConstraint("so_ldtt IS NULL OR so_ldtt >= 0", name=op.f(f"ck_{people}_titles_not_negative")),
        sa.PrimaryKeyConstraint("phien_ban_id", name=op.f(f"pk_{people}")),
    )
    op.create_table(
        evidence,
        *_version(evidence),
        sa.Column("tep_id", sa.Integer(), nullable=False),
        sa.Column("chi_tieu_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tep_id"], ["tep.id"], name=op.f(f"fk_{evidence}_tep_id")),
        sa.ForeignKeyConstraint(["chi_tieu_id"], ["chi_tieu.id"], name=op.f(f"fk_{evidence}_chi_tieu_id")),
        sa.PrimaryKeyConstraint("tep_id", "chi_tieu_id", "phien_ban_id", name=op.f(f"pk_{evidence}")),
    )


def _seal() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in CONTENT:
            op.execute(
                f"CREATE TRIGGER {table}_niem_phong BEFORE INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION da_niem_phong()"
            )
        return
    for table in CONTENT:
        for act, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            op.execute(
                f"CREATE TRIGGER {table}_niem_phong_{act.lower()} BEFORE {act} ON {table} "
                f"WHEN (SELECT niem_phong_luc FROM phien_ban WHERE id = {row}.phien_ban_id) IS NOT NULL "
                f"BEGIN SELECT RAISE(ABORT, '{table}: sealed version'); END"
            )
