export type { DepositHold, HoldState } from "./holds";
export { needsRenewal } from "./holds";
