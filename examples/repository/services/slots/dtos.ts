export interface SlotDto {
  id: string;
  startsAt: string;
  capacity: number;
  taken: number;
}

export interface ReservationDto {
  bookingId: string;
  slotId: string;
  reservedAt: string;
}
