-- The calls of a day without those of which the ledger holds nothing but sums: of the same hour,
-- integration and charge as many are left out as it has summed up.
create or replace temp table day_rest as
select called.* exclude (nth)
from (
  select *, row_number() over (
    partition by floor(at_millis / 3600000), integration, counted > 0 order by at_millis) as nth
  from day_calls
) as called
left join known_sums as known on known.hour = floor(called.at_millis / 3600000)
  and known.integration = called.integration and known.is_counted = (called.counted > 0)
where called.nth > coalesce(known.calls, 0);
create or replace temp view day_calls as select * from day_rest
