"""The container's entry: inputs, the job of one event, outputs."""
