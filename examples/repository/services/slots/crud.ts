import type { SupabaseClient } from "@supabase/supabase-js";
import { toReservation, toSlot } from "./mappers";

export async function slotsOn(db: SupabaseClient, depotId: string, from: string, until: string) {
  const { data, error } = await db
    .from("collection_slots")
    .select("id, starts_at, capacity, taken")
    .eq("depot_id", depotId)
    .gte("starts_at", from)
    .lt("starts_at", until)
    .order("starts_at");
  if (error) throw error;
  return data.map(toSlot);
}

export async function reserve(db: SupabaseClient, bookingId: string, slotId: string) {
  const { data, error } = await db.rpc("reserve_slot", { booking: bookingId, slot: slotId }).single();
  if (error) throw error;
  return toReservation(data as never);
}

export async function release(db: SupabaseClient, bookingId: string) {
  const { error } = await db.rpc("release_slot", { booking: bookingId });
  if (error) throw error;
}
