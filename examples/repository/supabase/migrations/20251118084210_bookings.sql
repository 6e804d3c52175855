create schema if not exists private;
grant usage on schema private to authenticated;

create table depots (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  time_zone text not null default 'Europe/London'
);

create table depot_staff (
  depot_id uuid not null references depots (id),
  user_id uuid not null references auth.users (id),
  primary key (depot_id, user_id)
);

create table bookings (
  id uuid primary key default gen_random_uuid(),
  depot_id uuid not null references depots (id),
  customer_id uuid not null references auth.users (id),
  hire_period daterange not null check (not isempty(hire_period)),
  state text not null default 'draft' check (state in ('draft', 'confirmed', 'out', 'returned', 'cancelled')),
  created_at timestamptz not null default now()
);

alter table depots enable row level security;
alter table depot_staff enable row level security;
alter table bookings enable row level security;

create function private.works_at(depot uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.depot_staff s where s.depot_id = depot and s.user_id = (select auth.uid())
  );
$$;

create policy bookings_read on bookings for select
  using (customer_id = (select auth.uid()) or private.works_at(depot_id));
