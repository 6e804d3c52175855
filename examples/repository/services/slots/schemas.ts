import { z } from "zod";

export const slotQuery = z.object({ date: z.string().date() });
export const chooseSlot = z.object({ slotId: z.string().uuid() });
