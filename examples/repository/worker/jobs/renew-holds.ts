// Deposit holds: renews those that would lapse.
