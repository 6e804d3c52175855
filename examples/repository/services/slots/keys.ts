export const slotKeys = {
  day: (depotId: string, date: string) => ["slots", depotId, date] as const,
  reservation: (bookingId: string) => ["slots", "reservation", bookingId] as const,
};
