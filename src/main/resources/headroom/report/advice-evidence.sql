-- How the calls of one habit follow each other, and how many different things they ask for.
select cast(coalesce(median(gap), 0) as bigint) as every_millis,
  cast(count(distinct target) filter (where target > 0) as bigint) as things
from (
  select target, at_millis - lag(at_millis) over (
    partition by case when '${habit}' = 'polls' then target else 0::ubigint end
    order by at_millis) as gap
  from habit_call
  where id in (${kinds}) and habit = '${habit}'
) as following
