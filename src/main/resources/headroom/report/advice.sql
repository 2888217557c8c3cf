-- The costliest habits. Where all calls of a kind were looked at, what they say counts; where some
-- hours were, their shares stand for all; else the sums. A storm of logins is told of even where
-- logins are not charged.
with looked as (
  select id, at_millis // 3600000 as hour, sum(charge) as charges from call group by all
),
hours as (
  select kind.id, spent.hour, spent.charges, coalesce(chosen.weight, 0) as weight,
    looked.charges is not null and looked.charges >= 0.98 * spent.charges as is_looked
  from kind_spent as spent
  join kind using (integration, username, resource, object, operation)
  left join looked on looked.id = kind.id and looked.hour = spent.hour
  left join chosen on chosen.id = kind.id and chosen.hour = spent.hour
),
cover as (
  select id, sum(charges) as total, coalesce(sum(weight) filter (where is_looked), 0) as weights,
    case when count(*) filter (where is_looked) = count(*)
        or sum(charges) filter (where is_looked) >= 0.98 * sum(charges) and sum(charges) > 0
      then 'ALL_CALLS' when weights > 0 then 'SOME_HOURS' else 'HOUR_SUMS' end as basis
  from hours
  group by id
),
found as (
  select habit_hour.id, habit, basis, sum(calls) as calls, sum(habit_hour.charges) as charges,
    sum(saved) as saved, min(first_at) as first_at, max(last_at) as last_at,
    arg_max(hour, habit_hour.charges) as busiest_hour, max(habit_hour.charges) as busiest,
    max(habit_hour.calls) as dense
  from habit_hour join cover using (id)
  where basis = 'ALL_CALLS'
  group by all
  union all
  select part.id, part.habit, basis,
    sum(weight * part.calls / hours.charges) / any_value(weights) * any_value(total),
    sum(weight * part.charges / hours.charges) / any_value(weights) * any_value(total),
    sum(weight * part.saved / hours.charges) / any_value(weights) * any_value(total),
    min(kind.first_hour) * 3600000, (max(kind.last_hour) + 1) * 3600000 - 1,
    arg_max(part.hour, part.charges), max(part.charges), max(part.calls)
  from habit_hour as part join cover using (id) join kind using (id)
  join hours on hours.id = part.id and hours.hour = part.hour
  where basis = 'SOME_HOURS' and hours.charges > 0
  group by part.id, part.habit, basis
  union all
  select sum_hour.id, habit, basis, sum(calls), sum(charges), sum(saved),
    min(hour) * 3600000, (max(hour) + 1) * 3600000 - 1, arg_max(hour, charges), max(charges), max(calls)
  from sum_hour join cover using (id)
  where basis = 'HOUR_SUMS'
  group by all
)
select found.habit, integration, username, object,
  cast(round(sum(found.calls)) as bigint) as calls,
  cast(round(sum(found.charges)) as bigint) as charges,
  cast(round(sum(found.charges) / ${days}) as bigint) as charges_per_day,
  cast(round(sum(saved) / ${days}) as bigint) as saved_per_day,
  cast(min(first_at) as bigint) as first_at, cast(max(last_at) as bigint) as last_at,
  cast(arg_max(found.busiest_hour, found.busiest) as bigint) as busiest_hour,
  cast(max(found.busiest) as bigint) as busiest,
  arg_max(operation || ' ' || resource, saved) as example,
  max(basis = 'HOUR_SUMS') as by_sums, max(basis = 'SOME_HOURS') as by_some,
  max(is_soap and found.habit in ('single-writes')) as by_size,
  list(kind.id) as kinds
from found join kind using (id)
group by found.habit, integration, username, object
having sum(saved) / ${days} >= ${least} or (found.habit = 'logins' and max(dense) >= ${storm})
order by sum(saved) desc, sum(found.calls) desc, integration, username, found.habit, object
limit ${limit}
