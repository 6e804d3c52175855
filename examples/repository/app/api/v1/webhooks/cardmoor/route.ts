// Deposit holds: what the payment provider reports.
