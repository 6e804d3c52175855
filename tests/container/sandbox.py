"""Running a command in a mounted image as a job's container: the job's mounts and variables alone, as root.

Harder than GitHub and GitLab: the root file system is read-only but for ``/tmp``, and there is no HOME.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WORKSPACE = "/github/workspace"

# $1: the root; then pairs of a folder and where it is mounted, up to "--"; then what env is given.
_SCRIPT = """
root=$1; shift
mkdir -p "$root/github/workspace"
mount --bind "$root" "$root"
while [ "$1" != -- ]; do mkdir -p "$root$2"; mount --bind "$1" "$root$2"; shift 2; done; shift
mount -t proc proc "$root/proc"
for device in null urandom; do
    [ -e "$root/dev/$device" ] || : > "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t tmpfs tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
if ( : > "$root/opt/written" ) 2>/dev/null; then echo "the root file system is writable" >&2; exit 125; fi
exec chroot "$root" /usr/bin/env --ignore-environment "$@"
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. ``seconds`` is wall clock, from before the container's mounts to its end."""

    code: int
    stdout: str
    stderr: str
    seconds: float


def run(
    root: Path,
    command: list[str],
    environment: Mapping[str, str],
    mounts: Mapping[Path, str],
    directory: str = WORKSPACE,
) -> Outcome:
    """Run ``command`` in ``root`` with folders of this machine mounted into it, in ``directory``."""
    pairs = [word for folder, place in mounts.items() for word in (str(folder), place)]
    variables = [f"{name}={value}" for name, value in environment.items()]
    inside = [f"--chdir={directory}", "PATH=/usr/local/bin:/usr/bin:/bin", *variables, *command]
    unshare = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", _SCRIPT, "sandbox", str(root)]
    start = time.perf_counter()
    done = subprocess.run(
        [*unshare, *pairs, "--", *inside],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    return Outcome(done.returncode, done.stdout, done.stderr, time.perf_counter() - start)
