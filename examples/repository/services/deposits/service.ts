// Deposit holds: places, renews, captures and releases holds.
