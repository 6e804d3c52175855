"""What a body holds that can be a placeholder, and what looking for it costs."""

from __future__ import annotations

import time

import pytest
from tests.references.trees import SPEC, context_of, spec_text

from speclatch.rules.placeholder.placeholder_left import units


@pytest.mark.parametrize("paragraph", ["TODO: x", "A sentence.", "<!-- nothing -->"])
def test_many_paragraphs_of_one_section_take_no_quadratic_time(paragraph: str) -> None:
    """Whether one stands alone in its section is known without comparing each with all."""
    context = context_of({SPEC: spec_text(body="\n\n".join([paragraph] * 20_000))})
    spec = context.catalogue.specs[SPEC]
    start = time.process_time()
    alone = [text for text, _, _, is_answer in units(spec) if is_answer]

    assert time.process_time() - start < 2
    assert [] == alone
