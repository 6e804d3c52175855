create table hire_extensions (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references bookings (id),
  previous_end date not null,
  new_end date not null,
  price_pence integer not null check (price_pence >= 0),
  requested_by uuid not null references auth.users (id),
  created_at timestamptz not null default now(),
  check (new_end > previous_end and new_end <= previous_end + 7)
);

create index hire_extensions_booking on hire_extensions (booking_id, created_at);

alter table hire_extensions enable row level security;

create policy extensions_read on hire_extensions for select using (
  exists (select 1 from bookings b where b.id = booking_id)
);

create function extend_hire(booking uuid, until date, price integer, actor uuid) returns hire_extensions
language plpgsql security definer set search_path = '' as $$
declare
  current_booking public.bookings;
  extension public.hire_extensions;
begin
  select * into current_booking from public.bookings b
    where b.id = booking and b.state = 'out'
      and (b.customer_id = actor or exists (
        select 1 from public.depot_staff s where s.depot_id = b.depot_id and s.user_id = actor
      ))
    for update;
  if not found then
    raise exception 'not_extendable' using errcode = '42501';
  end if;
  update public.bookings set hire_period = daterange(lower(hire_period), until, '[]') where id = booking;
  insert into public.hire_extensions (booking_id, previous_end, new_end, price_pence, requested_by)
    values (booking, upper(current_booking.hire_period) - 1, until, price, actor)
    returning * into extension;
  return extension;
end;
$$;

revoke all on function extend_hire(uuid, date, integer, uuid) from public;
grant execute on function extend_hire(uuid, date, integer, uuid) to service_role;
