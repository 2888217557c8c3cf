-- Calls that failed, by who made them, what they were, and how they ended.
select integration, family, resource, object, how, cast(sum(calls) as bigint) as calls,
  cast(sum(charges) as bigint) as charges, max(hour) as last_hour
from (
  select hour, integration, family, resource, object, how, calls, charges from ledger_failures
  union all
  select hour, integration, family, resource, object, 'status ' || status as how, calls, charges
  from ${history}
  where hour >= ${from} and hour < ${to} and status >= 400
) as failure
group by integration, family, resource, object, how
order by calls desc, integration, how
limit 200
