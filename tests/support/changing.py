"""Random changes of one file of a tree, such as people make: each one may break or mend what other files say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from posixpath import basename, dirname, join, splitext

from tests.support.memory import MemoryTree

_PATH = re.compile(r"[\w.@/-]*[\w-]\.[A-Za-z]{2,5}\b|[\w-]+(?:/[\w.-]+)+")
_NAME = re.compile(r"\b[A-Za-z]{2,6}-(?:[A-Z]{2,5}-)*\d+\b")
_WORDS = ("draft", "approved", "done", "superseded", "None", "TODO: later", "N/A", "v2", "~~gone~~", "[x]", "[ ]")


class Changer:
    """Makes one change after the other, always the same ones for the same seed."""

    def __init__(self, tree: MemoryTree, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
        self.tree = tree
        self._pool = sorted(
            {name for raw in tree.files.values() for name in (*_PATH.findall(_text(raw)), *_NAME.findall(_text(raw)))}
        )

    def step(self) -> str:
        """Change one file of the tree, in a tree of its own; returns what was done."""
        ways = (
            (self._edit,) * 6 + (self._add,) * 4 + (self._remove, self._remove, self._rename, self._rename, self._link)
        )
        files, links = dict(self.tree.files), dict(self.tree.links)
        way: Callable[[dict[str, bytes], dict[str, str]], str] = self._random.choice(ways)
        done = way(files, links)
        kept = {path: raw for path, raw in files.items() if path not in links}
        paths = set(kept) | set(links)
        folders = {path[:at] for path in paths for at, sign in enumerate(path) if sign == "/"}
        if folders & paths or not paths:  # no tree holds a file and a folder of one name
            return f"nothing ({done})"
        ordered = MemoryTree({}, {})
        ordered.files = {path: links[path].encode() if path in links else kept[path] for path in sorted(paths)}
        ordered.links = links
        self.tree = ordered
        return done

    def _some(self, files: dict[str, bytes]) -> str:
        return self._random.choice(sorted(files))

    def _word(self) -> str:
        return self._random.choice((*self._pool, *_WORDS)) if self._pool else self._random.choice(_WORDS)

    def _edit(self, files: dict[str, bytes], links: dict[str, str]) -> str:
        path = self._some(files)
        lines = _text(files[path]).split("\n")
        at = self._random.randrange(len(lines))
        way = self._random.randrange(6)
        if way == 0:
            del lines[at]
        elif way == 1:
            lines.insert(at, self._random.choice(_text(files[self._some(files)]).split("\n")))
        elif way == 2:
            lines[at] = f"{lines[at]} {self._word()}"
        elif way == 3:
            key, sign, _ = lines[at].partition(":")
            lines[at] = f"{key}: {self._word()}" if sign else lines[at].replace("[x]", "[ ]")
        elif way == 4:
            found = [*_PATH.finditer(lines[at]), *_NAME.finditer(lines[at])]
            if found:
                one = self._random.choice(found)
                lines[at] = lines[at][: one.start()] + self._word() + lines[at][one.end() :]
        else:
            lines.insert(
                at, self._random.choice((f"See [it]({self._word()}).", f"- [x] {self._word()}", "## Later", ""))
            )
        files[path] = "\n".join(lines).encode("utf-8", "surrogateescape")
        links.pop(path, None)
        return f"edit {path}"

    def _place(self, files: dict[str, bytes]) -> str:
        """A path that nothing stands at: one that some text names, from the root or from a file, or one nearby."""
        named = self._word().strip("/")
        near = dirname(self._some(files))
        other = self._some(files)
        stem, ending = splitext(basename(other))
        near_named = (join(near, named), join(near, basename(named)), join(near, f"{named}.md"))
        like_other = (join(near, basename(other)), other.swapcase(), join(dirname(other), f"{stem}x{ending}"))
        more = (join(dirname(other), f"{stem}.markdown"), ".gitignore")
        chosen = self._random.choice((named, *near_named, *like_other, *more))
        parts = [part for part in chosen.split("/") if part not in ("", ".", "..")]
        return "/".join(parts) or "x.md"

    def _add(self, files: dict[str, bytes], links: dict[str, str]) -> str:
        path = self._place(files)
        raw = self._random.choice((b"", b"*.sql\ncomponents/\n", b"# Title\n\nText.\n", files[self._some(files)]))
        files[path] = raw
        links.pop(path, None)
        return f"add {path}"

    def _remove(self, files: dict[str, bytes], links: dict[str, str]) -> str:
        path = self._some(files)
        del files[path]
        links.pop(path, None)
        return f"remove {path}"

    def _rename(self, files: dict[str, bytes], links: dict[str, str]) -> str:
        path, new = self._some(files), self._place(files)
        files[new] = files.pop(path)
        links.pop(new, None)
        if (target := links.pop(path, None)) is not None:
            links[new] = target
        return f"rename {path} to {new}"

    def _link(self, files: dict[str, bytes], links: dict[str, str]) -> str:
        path = self._some(links) if links and self._random.random() < 0.5 else self._place(files)  # type: ignore[arg-type]
        target = self._random.choice((basename(self._some(files)), dirname(self._some(files)) or ".", "../x", "/etc"))
        links[path] = target
        files[path] = target.encode()
        return f"link {path} to {target}"


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
