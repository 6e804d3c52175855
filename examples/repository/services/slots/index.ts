export { release, reserve, slotsOn } from "./crud";
export type { ReservationDto, SlotDto } from "./dtos";
export { answerFor } from "./http";
export { slotKeys } from "./keys";
export { chooseSlot, slotQuery } from "./schemas";
