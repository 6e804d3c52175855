"""What people get to see: pure functions from a report to text, or to payloads that GitHub understands."""
