// Deposit holds: the client of the payment provider.
