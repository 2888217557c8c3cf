-- What each integration called and was charged, by UTC day since 1970.
select integration, cast(floor(hour / 24) as bigint) as day, cast(sum(calls) as bigint) as calls,
  cast(sum(charges) as bigint) as charges, cast(sum(errors) as bigint) as errors
from usage
group by 1, 2
