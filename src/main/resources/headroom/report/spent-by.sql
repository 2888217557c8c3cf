-- What each of a kind spent; of it what went through SOAP, which is all that Salesforce's own
-- report of the last seven days shows.
select ${shown} as name, calls, charges, soap, errors
from (
  select ${key} as key, cast(sum(calls) as bigint) as calls, cast(sum(charges) as bigint) as charges,
    cast(coalesce(sum(charges) filter (where family = 'SOAP'), 0) as bigint) as soap,
    cast(sum(errors) as bigint) as errors
  from usage
  group by ${key}
) as spent
order by ${order}
limit ${limit}
