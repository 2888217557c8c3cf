-- Calls to old API versions, and who makes them.
select version as name, integration, username, family, cast(sum(calls) as bigint) as calls,
  max(hour) as last_hour
from usage
where try_cast(version as double) < ${below}
group by version, integration, username, family
order by try_cast(version as double), calls desc, integration, username
limit 500
