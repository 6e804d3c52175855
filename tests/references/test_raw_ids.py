"""A look at the bytes of a document never says another id than its parser, and says it without one where it can."""

from __future__ import annotations

import random

import pytest

from speclatch.documents import parse
from speclatch.references.raw_ids import own_id

PARTS = (
    "# Tide tables\n",
    "Harbour bell\n============\n",
    "## Berths\n",
    "  ## Moorings\n",
    "#No heading\n",
    "## Metadata\n",
    "## 2. Document control\n",
    "Header\n------\n",
    "Every boat has one.\n",
    "ID: BELL-01\n",
    "- **ID**: BELL-02\n",
    "> ID: BELL-03\n",
    "| ID | Berth |\n|----|-------|\n| A-1 | east |\n",
    "| Key | Value |\n|----|-------|\n| ID | BELL-04 |\n",
    "| ID | Title | Status |\n|----|-------|---|\n| A-1 | east | open |\n| A-2 | west | open |\n",
    "```yaml\nid: BELL-05\n## Not a heading\n```\n",
    "~~~\n# Nor this\n~~~\n",
    "<!--\n## Hidden\n-->\n",
    "<div>\n## In HTML\n</div>\n",
    "    ## Code\n",
    "- one\n  ## Within\n",
    "1. id: BELL-06\n",
    "\n",
)
FRONTS = ("", "---\ntitle: A\n---\n", "---\nid: BELL-00\n---\n", "---\nname: B # id\n...\n", "\n\n", "\ufeff")


@pytest.mark.parametrize("seed", range(300))
def test_what_the_bytes_say_is_what_the_parser_says(seed: int) -> None:
    """Whatever stands around a label ``id``, in whatever order."""
    choose = random.Random(seed)  # noqa: S311 - no secret
    body = "\n".join(choose.choices(PARTS, k=choose.randint(1, 6)))
    text = choose.choice(FRONTS) + body
    entry = parse("a.md", text.encode()).metadata.find("id")

    assert own_id(text.encode()) in {None, entry.text if entry is not None else ""}, text


@pytest.mark.parametrize(
    "text",
    [
        "# Bells\n\nText.\n\n## Requirements\n\n| ID | Bell |\n|----|------|\n| A-1 | east |\n",
        "---\ntitle: Bells\n---\n\n# Bells\n\n## API\n\n```yaml\nid: 7\n```\n",
        "# Bells\n\n**Status**: Draft\n\n## Data\n\n- id: the bell's number\n",
        "Bells\n=====\n\n# A\n\n## B\n\nid: 7\n",
    ],
)
def test_labels_of_later_sections_are_no_metadata(text: str) -> None:
    """So no parser has to be asked: tables of requirements and samples of code hold one in most specs."""
    assert own_id(text.encode()) == ""
