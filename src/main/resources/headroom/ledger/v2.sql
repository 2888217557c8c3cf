-- Version 2. Every key of an org's limits resource as a series, and the sums of imported history.

-- `name` is the key's number in the dictionary.
create table limit_sightings (
  org integer not null, at integer not null, name integer not null, max integer not null,
  remaining integer not null, primary key (org, at, name)
) without rowid;

-- What history has put into the window, so that a day read anew takes its old part back.
create table history_seconds (
  org integer not null, second integer not null, integration integer not null,
  charges integer not null, primary key (org, second, integration)
) without rowid;
