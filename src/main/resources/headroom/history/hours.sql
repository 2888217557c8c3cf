-- A day's sums by the hour, under the ledger's numbers.
select sums.hour, integration.number as integration, username.number as username,
  kind.number as kind, cast(sum(sums.calls) as bigint) as calls,
  cast(sum(sums.charges) as bigint) as charges,
  cast(coalesce(sum(sums.calls) filter (where sums.status >= 400), 0) as bigint) as errors
from ${sums} as sums
join integration_numbers as integration on integration.word = sums.integration
join username_numbers as username on username.word = sums.username
join kind_numbers as kind on kind.family = sums.family and kind.version = sums.version
  and kind.resource = sums.resource and kind.object = sums.object
  and kind.operation = sums.operation
group by all
order by sums.hour
