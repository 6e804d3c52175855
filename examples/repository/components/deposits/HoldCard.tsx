// Deposit holds: one hold and its state.
