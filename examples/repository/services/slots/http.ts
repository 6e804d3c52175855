/** Postgres says why a reservation failed; the customer gets one of four answers. */
export function answerFor(error: { code?: string; message: string }): { status: number; code: string } {
  if (error.code === "23514") return { status: 409, code: "slot_full" };
  if (error.code === "42501") return { status: 403, code: "not_your_booking" };
  if (error.message.includes("too_late_to_change")) return { status: 409, code: "too_late_to_change" };
  return { status: 500, code: "unexpected" };
}
