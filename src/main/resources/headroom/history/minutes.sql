-- A day's calls by the minute, under the ledger's numbers.
select sums.minute, integration.number as integration, sums.calls, sums.charges, sums.errors
from (
  select cast(floor(at_millis / 60000) as bigint) as minute, integration, count(*) as calls,
    cast(sum(counted) as bigint) as charges, count(*) filter (where status >= 400) as errors
  from day_calls
  group by all
) as sums
join integration_numbers as integration on integration.word = sums.integration
order by sums.minute
