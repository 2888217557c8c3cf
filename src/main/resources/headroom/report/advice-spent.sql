-- What was spent, hour by hour, by kinds of calls as advice tells them apart.
create or replace temp table kind_spent as
select integration, username, resource, object, operation, hour, cast(sum(calls) as bigint) as calls,
  cast(sum(charges) as bigint) as charges, cast(sum(errors) as bigint) as errors
from usage
group by all
