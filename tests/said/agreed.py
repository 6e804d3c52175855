"""Scenes of what was agreed to: the normative pieces of a document, and what is said where they are another text."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.test_approved_changed import BODY, CONFIG, FORMS, TOLD, written
from tests.said.shown import shown
from tests.support.memory import compare

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.profiles.align import Alignment
from speclatch.profiles.normative import fingerprint, normative
from speclatch.profiles.template import derive

FROZEN = '{name: spec, template: template.md, match: ["specs/*.md"], frozen: ["Context"]}'
MORE = {
    "an added sentence": ("(list.md).", "(list.md).\n\nNobody may read them."),
    "a removed sentence": ("Mails are sent at nite. ", ""),
    "a removed part": ("| Mailer | sends | ada |\n", ""),
    "an added part": ("| Desk | answers | |\n", "| Desk | answers | |\n| Printer | prints | cy |\n"),
    "a renamed part": ("| Mailer |", "| Postman |"),
    "a removed box": ("- [ ] Desk told\n", "None.\n"),
    "an added box": ("- [ ] Desk told\n", "- [ ] Desk told\n- [ ] Printer told\n"),
    "a removed section": ("## Context\n\nMails are sent at nite. See [the list](list.md).\n\n", ""),
    "everything": (BODY, "\n## Context\n\nNothing.\n"),
}


def agreements() -> Iterator[str]:
    """What binds, and what is said of each change of it."""
    without_requirements = written("front matter").partition("- **REQ")[0] + BODY.partition("years.\n")[2]
    template = parse("template.md", without_requirements.encode())
    for form in FORMS:
        document = parse("specs/a.md", written(form).encode())
        pieces = normative(Alignment(document, derive(template, "spec", Config().references)))
        yield from ("", f"{form}: {fingerprint(pieces)}", *(f"  {shown(piece)}" for piece in pieces))
    for name, (old, new, *_) in {**TOLD, **MORE}.items():
        for config in (CONFIG, f"profiles: [{FROZEN}]\n"):
            yield from ("", f"{name}{', with a frozen section' if 'frozen' in config else ''}:")
            yield from _said(config, BODY.replace(old, new))


def _said(config: str, body: str) -> Iterator[str]:
    files = {".speclatch.yml": config, "specs/list.md": "# List\n"}
    files["template.md"] = written("front matter", status="Draft | Approved", version="0.0", date="YYYY-MM-DD")
    form = "front matter"
    report = compare({**files, "specs/a.md": written(form)}, {**files, "specs/a.md": written(form, body)})
    for one in report.findings:
        found = one.finding
        if found.rule != "approved-changed":
            continue
        yield f"  {found.rule} {shown(found.location)} {one.severity.value}: {found.message}"
        yield f"    {found.hint} {shown(found.related)} {shown(found.fix)}"
