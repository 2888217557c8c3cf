-- A day's charges by the second, under the ledger's numbers.
select sums.second, integration.number as integration, sums.charges
from (
  select cast(floor(at_millis / 1000) as bigint) as second, integration,
    cast(sum(counted) as integer) as charges
  from day_calls
  where counted > 0
  group by all
) as sums
join integration_numbers as integration on integration.word = sums.integration
order by sums.second
