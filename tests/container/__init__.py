"""The image, built from the Dockerfile and run as GitHub runs it; `make container` does it all. Needs root.

Not part of the test run: it takes minutes, and tools to build images with. Where something is missing it says
what, and does nothing.
"""
