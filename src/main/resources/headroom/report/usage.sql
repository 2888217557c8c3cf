-- Every call that is known, by the hour: metered ones from the ledger, the others from the history.
create or replace temp view usage as
select * from ledger_hours
union all
select hour, integration, coalesce(known.name, username) as username, family, version, resource,
  object, operation, calls, charges, case when status >= 400 then calls else 0 end as errors
from ${history} as sums
left join user_names as known on known.id = sums.username
where hour >= ${from} and hour < ${to}
