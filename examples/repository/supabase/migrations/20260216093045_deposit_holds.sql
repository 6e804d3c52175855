create table deposit_holds (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references bookings (id),
  provider_ref text not null unique,
  amount_pence integer not null check (amount_pence > 0),
  captured_pence integer not null default 0,
  state text not null default 'held'
    check (state in ('held', 'renewing', 'released', 'captured', 'failed')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint capture_within_hold check (captured_pence between 0 and amount_pence)
);

create unique index one_live_hold on deposit_holds (booking_id) where state in ('held', 'renewing');
create index holds_by_expiry on deposit_holds (expires_at) where state = 'held';

create table deposit_events (
  provider_event_id text primary key,
  hold_id uuid references deposit_holds (id),
  kind text not null,
  received_at timestamptz not null default now(),
  handled_at timestamptz
);

create table deposit_captures (
  id uuid primary key default gen_random_uuid(),
  hold_id uuid not null references deposit_holds (id),
  amount_pence integer not null check (amount_pence > 0),
  reason text not null check (length(reason) >= 5),
  photo_id uuid not null,
  requested_by uuid not null references auth.users (id),
  approved_by uuid references auth.users (id) check (approved_by <> requested_by)
);

alter table deposit_holds enable row level security;
alter table deposit_events enable row level security;
alter table deposit_captures enable row level security;

create policy holds_read on deposit_holds for select using (
  exists (select 1 from bookings b where b.id = booking_id)
);

create policy captures_read on deposit_captures for select using (
  exists (
    select 1 from deposit_holds h join bookings b on b.id = h.booking_id
    where h.id = hold_id and private.works_at(b.depot_id)
  )
);
