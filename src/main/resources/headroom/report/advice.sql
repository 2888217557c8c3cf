-- The costliest habits: per hour, what was charged and what the cheaper way would have been charged.
-- What the cheaper way is, is told in the code that reads this.
with hourly as (
  select integration, hour,
    case
      when operation in ('create', 'update', 'upsert', 'delete') and resource in (
        'sobjects/{object}', 'sobjects/{object}/{id}', 'sobjects/{object}/{field}/{value}')
        then 'single-writes'
      when operation = 'retrieve' and resource in (
        'sobjects/{object}/{id}', 'sobjects/{object}/{field}/{value}') then 'single-reads'
      when operation in ('describe', 'describeSObject', 'describeSObjects', 'describeGlobal')
        then 'describes'
      when operation in ('login', 'token') then 'logins'
      when operation = 'poll' then 'polls'
      when operation = 'limits' then 'limits'
      when operation in ('updated', 'deleted', 'getUpdated', 'getDeleted') then 'changes'
      when operation in ('query-more', 'queryMore') then 'pages'
      when resource = 'composite/batch' then 'batches'
    end as habit,
    object, sum(calls) as calls, sum(charges) as charges
  from usage
  group by all
  union all
  select integration, hour, 'failures' as habit, object, sum(errors) as calls,
    sum(least(errors, charges)) as charges
  from usage
  where errors > 0
  group by all
),
reckoned as (
  select *, greatest(0, charges - case habit
    when 'single-writes' then case when charges >= 2000 then 10 else 60 end
    when 'single-reads' then 60
    when 'describes' then 1
    when 'logins' then 1
    when 'polls' then 120
    when 'limits' then 12
    when 'changes' then 0
    when 'pages' then ceil(charges / 25.0)
    when 'batches' then calls
    else 0 end) as saved
  from hourly
  where habit is not null
)
select habit, integration, object, cast(sum(calls) as bigint) as calls,
  cast(sum(charges) as bigint) as charges,
  cast(round(sum(saved) / ${days}) as bigint) as saved_per_day,
  cast(max(charges) as bigint) as busiest, arg_max(hour, charges) as busiest_hour
from reckoned
group by habit, integration, object
having sum(saved) / ${days} >= 1
order by sum(saved) desc, integration, habit, object
limit 10
