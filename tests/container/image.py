"""Building the image with buildah, where no container engine runs, and measuring what is in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
IMAGE = os.environ.get("IMAGE", "localhost/speclatch:dev")
BASE = "localhost/speclatch-base:stand-in"
TRIES = 3  # of what needs the network

# chroot isolation needs no kernel features beyond those a container has; vfs needs no overlay file system.
ENVIRONMENT = {"STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"}


class UnavailableError(Exception):
    """The image cannot be built here. The message says what is missing."""


@dataclass(frozen=True, slots=True)
class Size:
    """What the image adds to its base, in bytes of files: the program and git, each with its dependencies."""

    program: int
    git: int


def run(*command: str, quiet: bool = True) -> str:
    """Run a command and give its output.

    Raises:
        subprocess.CalledProcessError: it failed; its output was printed.
    """
    done = subprocess.run(command, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode or not quiet:
        print(done.stdout + done.stderr, end="")
    done.check_returncode()
    return done.stdout.strip()


def retry(*command: str) -> str:
    """Run a command that needs the network, more than once if need be."""
    for _ in range(TRIES - 1):
        try:
            return run(*command)
        except subprocess.CalledProcessError:
            print(f"trying again: {' '.join(command)}")
    return run(*command)


def named_base() -> str:
    """The base image's name, as the Dockerfile has it."""
    found = re.search(r"^ARG PYTHON=(\S+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert found, "the Dockerfile names no base image"
    return found[1]


@dataclass(frozen=True, slots=True)
class Base:
    """A base image that is here: its name, and where it comes from."""

    name: str
    origin: str


def provide_base() -> Base:
    """See that the base image is here: made by a stand-in's tool if there is one, else pulled.

    Raises:
        UnavailableError: neither can be had, or this is no place to build images.
    """
    if os.geteuid() != 0:
        raise UnavailableError("building the image and entering it needs root")
    missing = [tool for tool in ("buildah", "unshare", "chroot") if shutil.which(tool) is None]
    if missing:
        raise UnavailableError(f"not installed: {', '.join(missing)}")
    tool = Path(os.environ.get("SPECLATCH_CONTAINER_BASE") or ROOT.parent / "shared" / "tools" / "container-base")
    if os.access(tool, os.X_OK):
        if shutil.which("debootstrap") is None:
            raise UnavailableError(f"{tool} needs debootstrap")
        retry(str(tool), named_base())
        _without_bytecode(named_base())
        return Base(BASE, f"a stand-in for {named_base()}, made by {tool}")
    try:
        run("buildah", "pull", "--quiet", named_base())
    except subprocess.CalledProcessError as error:
        raise UnavailableError(f"{named_base()} cannot be pulled, and there is no {tool}") from error
    return Base(named_base(), "pulled")


def _without_bytecode(name: str) -> None:
    """Make BASE of a stand-in: the original has none of the standard library's bytecode, which a run would notice."""
    container = run("buildah", "from", "--pull=false", name)
    try:
        run("buildah", "run", container, "--", "find", "/usr", "-name", "*.pyc", "-delete")
        run("buildah", "commit", "--quiet", "--squash", container, BASE)
    finally:
        run("buildah", "rm", container)


def build(base: Base) -> None:
    """Build the Dockerfile as it stands, on that base."""
    retry("buildah", "bud", "--pull=false", "--build-arg", f"PYTHON={base.name}", "--tag", IMAGE, str(ROOT))


def entry_point() -> list[str]:
    """What the image runs, by its own configuration, which must set no user."""
    config = json.loads(run("buildah", "inspect", "--type", "image", IMAGE))["OCIv1"]["config"]
    assert not config.get("User"), "GitHub's container actions run as root"
    command: list[str] = config["Entrypoint"]
    return command


@contextmanager
def mounted(image: str) -> Iterator[Path]:
    """The file system of a new container of ``image``, writable; it is gone afterwards."""
    container = run("buildah", "from", "--pull=false", image)
    try:
        yield Path(run("buildah", "mount", container))
    finally:
        run("buildah", "rm", container)


def files(root: Path) -> dict[str, int]:
    """The regular files of a tree by path from ``root``, with their sizes in bytes; hard links count once."""
    found, seen = {}, set()
    for path in root.rglob("*"):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_ino not in seen:
            seen.add(status.st_ino)
            found[str(path.relative_to(root))] = status.st_size
    return found


def size(root: Path, base: Base) -> Size:
    """What a mounted image adds to its base."""
    with mounted(base.name) as below:
        before = files(below)
    after = files(root)
    added = {path: count for path, count in after.items() if path not in before}
    ours = (path for path in added if path.startswith("opt/speclatch/") or path.endswith(".pyc"))
    program = sum(added[path] for path in ours)
    return Size(program=program, git=sum(added.values()) - program)
