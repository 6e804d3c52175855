const PENCE_ROUNDING = 5;

/** The price of the extra days: the daily rate, from the fourth day on at three quarters, rounded to 5 pence. */
export function extensionPence(dailyPence: number, days: number): number {
  if (!Number.isInteger(days) || days < 1 || days > 7) {
    throw new RangeError("an extension is one to seven days");
  }
  const full = Math.min(days, 3) * dailyPence;
  const reduced = Math.max(days - 3, 0) * dailyPence * 0.75;
  return Math.round((full + reduced) / PENCE_ROUNDING) * PENCE_ROUNDING;
}
