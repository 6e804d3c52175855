// Deposit holds: captures a part of a hold.
