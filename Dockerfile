# The release pins this by digest (--build-arg PYTHON=...@sha256:...); a plain build takes the current one.
ARG PYTHON=docker.io/library/python:3.13-slim-trixie

FROM ${PYTHON} AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
COPY requirements requirements
RUN python -m venv tools \
    && tools/bin/pip install --quiet --require-hashes --requirement requirements/build.txt \
    && python -m venv --without-pip /opt/speclatch \
    && tools/bin/pip --python /opt/speclatch/bin/python install --quiet --no-compile --no-deps \
        --require-hashes --only-binary :all: --requirement requirements/image.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
# Bytecode that is never compared with its source, as the image does not change and may be mounted read-only.
# What no job imports stays uncompiled: rich and what it brings are for a terminal, cffi and pycparser for building, and
# pydantic/v1 for programs of old.
RUN tools/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir wheels . \
    && tools/bin/pip --python /opt/speclatch/bin/python install --quiet --no-compile --no-deps --no-index wheels/*.whl \
    && /opt/speclatch/bin/python -m compileall -q -j 0 -x '/(pycparser|pygments|rich|markdown_it|mdurl|cffi|pydantic/v1)/' --invalidation-mode unchecked-hash /opt/speclatch/lib

FROM ${PYTHON}
# Of git only fetching over HTTP(S) and plumbing are used: its Perl, its servers and its pages stay out of the image,
# while dpkg still lists every package, so that scanners see what is there.
RUN printf 'path-exclude=%s\n' \
        '/usr/share/doc/*' '/usr/share/info/*' '/usr/share/locale/*' '/usr/share/man/*' '/usr/share/bash-completion/*' \
        '/usr/share/gitweb/*' '/usr/share/lintian/*' '/usr/share/perl/*' '/usr/share/perl5/*' \
        '/usr/lib/*-linux-gnu*/perl/*' '/usr/lib/*-linux-gnu*/libperl.so*' '/usr/bin/scalar' '/usr/bin/git-shell' \
        '/usr/lib/git-core/git-daemon' '/usr/lib/git-core/git-http-*' '/usr/lib/git-core/git-imap-send' \
        '/usr/lib/git-core/git-sh*' '/usr/lib/git-core/scalar' '/usr/lib/git-core/mergetools/*' \
        > /etc/dpkg/dpkg.cfg.d/speclatch
# A repository that is mounted belongs to another user than root as a rule, and git would not read it. Of its own
# configuration git runs nothing here (src/speclatch/git/process.py); the action reads none of the system's.
# hadolint ignore=DL3008 # Debian's security fixes are wanted as they come; the image's digest says what is in it
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log \
    && git config --system safe.directory '*'
COPY --from=builder /opt/speclatch /opt/speclatch
# The link is for jobs of other CI systems, which bring commands of their own: `speclatch check`.
# The base image has the standard library without bytecode (docker-library/python#615), and every run is a new
# container: what the action imports is compiled here, once.
RUN ln -s /opt/speclatch/bin/speclatch /usr/local/bin/speclatch \
    && /opt/speclatch/bin/python -I -c 'import speclatch.action.job, speclatch.action.cases, speclatch.action.publish, \
        speclatch.action.outputs, speclatch.config.reader, _strptime, encodings.idna, \
        encodings.unicode_escape, encodings.utf_8_sig'
ARG VERSION=dev REVISION=unknown
LABEL org.opencontainers.image.title="speclatch" \
      org.opencontainers.image.description="A merge gate for spec documents" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/speclatch/speclatch" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# No USER: GitHub runs container actions as root, and the files it mounts belong to somebody else.
# -I: nothing is imported from the workspace, which is the working directory and holds the pull request's files.
ENTRYPOINT ["/opt/speclatch/bin/python", "-I", "-m", "speclatch", "action"]
