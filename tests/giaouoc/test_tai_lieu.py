"""The printed page of the chain is the table of the chain."""

from pathlib import Path

from thidua.core.pledge import STEPS
from thidua.web import labels
from thidua.web.acts import ACTS

DOCS = Path(__file__).parents[2] / "docs"


def chain_page() -> str:
    lines = [
        "# The steps of a giao ước",
        "",
        "Printed from `thidua.core.pledge.STEPS`; a test keeps it true.",
        "",
        "| step | button | from | to | who | needs | what it does |",
        "|---|---|---|---|---|---|---|",
    ]
    for step in STEPS:
        effects = (("seals the version", step.seals), ("begins the next version", step.begins_version))
        does = [words for words, holds in effects if holds]
        does += [f"the paper becomes `{step.paper}`"] if step.paper else []
        who = ", ".join(f"`{vai}`" for vai in sorted(step.who))
        lines.append(
            f"| `{step.name}` | {labels.PLEDGE_STEPS[step.name].button} | `{step.source}` | `{step.target}` "
            f"| {who} | {'reason' if step.needs_reason else ''} | {'; '.join(does)} |"
        )
    return "\n".join(lines) + "\n"


def test_the_page_of_the_chain_is_the_table_of_the_chain() -> None:
    assert (DOCS / "workflow-giao-uoc.md").read_text(encoding="utf-8") == chain_page()


def test_each_step_has_its_words_and_its_line_in_the_log() -> None:
    for step in STEPS:
        assert labels.PLEDGE_STEPS[step.name].happened
        assert ACTS[f"giao_uoc_{step.name}"]
