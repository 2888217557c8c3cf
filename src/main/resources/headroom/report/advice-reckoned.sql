-- Of each kind and habit and hour: what was charged and what the cheaper way would have been
-- charged. What that way is, is told in HabitKind. Fewer than 5 single calls a minute are none,
-- nor is a result of fewer than 20 pages: a Bulk job of its own takes some 6 calls.
create or replace temp table habit_hour as
with part as (
  select id, habit, at_millis // 3600000 as hour, is_collection, count(*) as calls,
    sum(charge) as charges, sum(request_bytes) as bytes, sum(page_rows) as page_rows,
    max(at_millis) - min(at_millis) as span, min(at_millis) as first_at, max(at_millis) as last_at
  from habit_call
  where habit is not null
  group by id, habit, hour, is_collection,
    case when habit in ('single-reads', 'single-writes', 'small-batches') then at_millis // 60000
      when habit = 'failures' then at_millis // 600000 else 0 end,
    case when habit in ('polls', 'describes') then target when habit = 'pages' then chain
      else 0 end
)
select id, habit, hour, cast(sum(calls) as bigint) as calls, cast(sum(charges) as bigint) as charges,
  min(first_at) as first_at, max(last_at) as last_at,
  greatest(
    sum(greatest(0, charges - case habit
      when 'polls' then span // 30000 + 2
      when 'limits' then span // 300000 + 2
      when 'same-reads' then 0
      when 'single-reads' then case when calls < 5 then calls else ceil(calls / 2000.0) end
      when 'single-writes' then case when calls < 5 then calls else ceil(calls / 200.0) end
      when 'small-pages' then ceil(page_rows / 2000.0)
      when 'pages' then case when calls < 20 then calls else ceil(calls / 25.0) + 6 end
      when 'batches' then calls
      when 'small-batches' then case when calls < 5 then calls
        when is_collection then ceil(bytes / 12000.0) else ceil(bytes / 2000.0) end
      else 1 end)),
    case when habit = 'single-writes' and sum(calls) >= 2000 then sum(charges) - 10 else 0 end
  ) as saved
from part
group by id, habit, hour
