-- The calls of a day: every row of ApiTotalUsage, and of the other logs those it does not have;
-- without what the ledger knows from elsewhere.
create or replace temp view day_calls as
select found.*
from (
  select * from ${counting} where counts
  union all
  select other.* from ${others} as other
  where other.counts and (other.request = '' or not exists (
    select 1 from ${counting} as whole where whole.request = other.request))
) as found
where found.request = '' or not exists (
  select 1 from known_requests as known where known.request = found.request)
