-- Version 1. Ints everywhere; names and call kinds stand once, in a dictionary.

create table names (
  kind integer not null, id integer not null, name text not null, primary key (kind, id)
) without rowid;

create table kinds (
  id integer primary key, family text not null, version text not null, resource text not null,
  object text not null, operation text not null
);

-- Dense keys of what is counted; integration -1 is the org as a whole.
create table counters (key integer primary key, org integer not null, integration integer not null);

-- One row per metered call. Its seq is its place in the order of intents.
create table calls (
  seq integer primary key, request text not null, at integer not null, org integer not null,
  integration integer not null, user integer not null, kind integer not null,
  charge integer not null, estimated integer not null, outcome integer not null,
  status integer not null, request_bytes integer not null, answer_bytes integer not null,
  millis integer not null
);

-- From first_seq on, calls fall into this minute, until the next run begins: the way from a time to
-- its rows, without an index on every row.
create table call_minutes (first_seq integer primary key, minute integer not null);

create index call_minutes_by_minute on call_minutes (minute, first_seq);

-- Settlements and endings not yet folded into the rollups and the window, one row per commit.
create table journal (id integer primary key, cells blob not null);

create table minutes (
  org integer not null, minute integer not null, integration integer not null,
  source integer not null, calls integer not null, charges integer not null,
  errors integer not null, primary key (org, minute, integration, source)
) without rowid;

create table hours (
  org integer not null, hour integer not null, integration integer not null,
  user integer not null, kind integer not null, source integer not null,
  calls integer not null, charges integer not null, errors integer not null,
  bytes integer not null, millis integer not null,
  primary key (org, hour, integration, user, kind, source)
) without rowid;

create table days (
  day integer not null, org integer not null, integration integer not null,
  source integer not null, calls integer not null, charges integer not null,
  errors integer not null, primary key (day, org, integration, source)
) without rowid;

-- Charges per second and counter, as SecondDeltas; a second may have several parts.
create table window_seconds (
  second integer not null, part integer not null, deltas blob not null,
  primary key (second, part)
) without rowid;

-- The last thing an org said in a minute; after_seq is the last call it had counted.
create table sightings (
  org integer not null, minute integer not null, source integer not null, at integer not null,
  used integer not null, max integer not null, after_seq integer not null,
  primary key (org, minute, source)
) without rowid;

-- Imported calls, in the order of their time.
create table imported (
  at integer not null, n integer not null, request text not null, org integer not null,
  integration integer not null, user integer not null, kind integer not null,
  charge integer not null, error integer not null, source integer not null,
  primary key (at, n)
) without rowid;

create table files (
  org integer not null, hash text not null, name text not null, simulated integer not null,
  calls integer not null, done integer not null, booked integer not null,
  charges integer not null, known integer not null, at integer not null,
  primary key (org, hash)
) without rowid;

create table tokens (
  hash text primary key, org integer not null, integration integer not null,
  user integer not null, seen integer not null
) without rowid;

create table facts (key text primary key, value text not null) without rowid;

create table gaps (
  id integer primary key, began integer not null, ended integer not null, calls integer not null,
  charges integer not null, cause text not null
);

create table recoveries (
  id integer primary key, at integer not null, unsettled integer not null,
  charges integer not null
);
