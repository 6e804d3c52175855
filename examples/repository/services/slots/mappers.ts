import type { ReservationDto, SlotDto } from "./dtos";

export interface SlotRow {
  id: string;
  starts_at: string;
  capacity: number;
  taken: number;
}

export interface ReservationRow {
  booking_id: string;
  slot_id: string;
  reserved_at: string;
}

export function toSlot(row: SlotRow): SlotDto {
  return { id: row.id, startsAt: row.starts_at, capacity: row.capacity, taken: row.taken };
}

export function toReservation(row: ReservationRow): ReservationDto {
  return { bookingId: row.booking_id, slotId: row.slot_id, reservedAt: row.reserved_at };
}
