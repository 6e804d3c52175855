"""From specs to a report: the pipeline, severities and verdict, baseline, workers and cache."""
