-- The calls of a day: every row of ApiTotalUsage, and of the other logs those it does not have;
-- without what the ledger knows from elsewhere, and without rows that an older release took though
-- it could not read their time.
create or replace temp view day_calls as
select found.*
from (
  select * from ${counting} where counts
  ${others}
) as found
where found.at_millis is not null
${unknown}
