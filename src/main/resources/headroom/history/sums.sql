-- A day's calls by the hour, by who called and what, as the log writes it.
create or replace temp table day_sums as
select cast(floor(at_millis / 3600000) as bigint) as hour, integration, user_id, username, family,
  version, method, template, object, status,
  count(*) as calls, cast(sum(counted) as bigint) as charges
from day_calls
group by all
