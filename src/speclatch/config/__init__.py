"""The configuration: bytes of ``.speclatch.yml`` become a frozen Config, or every fault with its line. Pure."""
