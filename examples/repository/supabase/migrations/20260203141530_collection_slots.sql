create table collection_slots (
  id uuid primary key default gen_random_uuid(),
  depot_id uuid not null references depots (id),
  starts_at timestamptz not null,
  capacity smallint not null check (capacity >= 0),
  taken smallint not null default 0,
  unique (depot_id, starts_at),
  constraint slot_not_overbooked check (taken between 0 and capacity)
);

create table slot_reservations (
  booking_id uuid primary key references bookings (id) on delete cascade,
  slot_id uuid not null references collection_slots (id),
  missed_at timestamptz,
  reserved_at timestamptz not null default now()
);

create index slot_reservations_slot on slot_reservations (slot_id);

alter table collection_slots enable row level security;
alter table slot_reservations enable row level security;

create policy slots_read on collection_slots for select to authenticated using (true);

create policy reservations_read on slot_reservations for select using (
  exists (select 1 from bookings b where b.id = booking_id)
);

create function reserve_slot(booking uuid, slot uuid) returns slot_reservations
language plpgsql security definer set search_path = '' as $$
declare
  reservation public.slot_reservations;
  previous uuid;
begin
  perform 1 from public.bookings b
    where b.id = booking and (b.customer_id = (select auth.uid()) or private.works_at(b.depot_id))
    for update;
  if not found then
    raise exception 'not_your_booking' using errcode = '42501';
  end if;
  select r.slot_id into previous from public.slot_reservations r where r.booking_id = booking;
  if previous is distinct from slot and now() > (
    select date_trunc('day', s.starts_at at time zone d.time_zone) at time zone d.time_zone - interval '6 hours'
    from public.collection_slots s join public.depots d on d.id = s.depot_id where s.id = previous
  ) then
    raise exception 'too_late_to_change' using errcode = 'P0001';
  end if;
  if previous is distinct from slot then
    update public.collection_slots set taken = taken - 1 where id = previous;
    update public.collection_slots set taken = taken + 1 where id = slot;
  end if;
  insert into public.slot_reservations (booking_id, slot_id) values (booking, slot)
    on conflict (booking_id) do update set slot_id = excluded.slot_id, reserved_at = now()
    returning * into reservation;
  return reservation;
end;
$$;

create function release_slot(booking uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  freed uuid;
begin
  delete from public.slot_reservations r using public.bookings b
    where r.booking_id = booking and b.id = booking
      and (b.customer_id = (select auth.uid()) or private.works_at(b.depot_id))
    returning r.slot_id into freed;
  update public.collection_slots set taken = taken - 1 where id = freed;
end;
$$;

revoke all on function reserve_slot(uuid, uuid) from public;
revoke all on function release_slot(uuid) from public;
grant execute on function reserve_slot(uuid, uuid) to authenticated;
grant execute on function release_slot(uuid) to authenticated;
