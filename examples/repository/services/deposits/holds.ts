export type HoldState = "held" | "renewing" | "released" | "captured" | "failed";

export interface DepositHold {
  id: string;
  bookingId: string;
  providerRef: string;
  amountPence: number;
  capturedPence: number;
  state: HoldState;
  expiresAt: string;
}

const HOUR_MS = 3_600_000;

/** A hold is renewed in its last day, unless the hire ends while it still stands. */
export function needsRenewal(hold: DepositHold, hireEnds: Date, now: Date): boolean {
  const expires = Date.parse(hold.expiresAt);
  return hold.state === "held" && expires - now.getTime() < 24 * HOUR_MS && hireEnds.getTime() > expires;
}
