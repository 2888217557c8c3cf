-- Each call with its habit: the first that fits, so that no charge is saved twice. A call may look
-- like a habit by its kind and be none by its size.
create or replace temp table habit_call as
with ordered as (
  select id from call group by id
  having any_value(habit) = 'pages' or count(*) filter (where failed) >= 10
)
select id, at_millis, charge, request_bytes, target, page_rows,
  chain,
  starts_with(resource, 'composite/sobjects') or starts_with(resource, 'composite/tree')
    as is_collection,
  case
    when failed and failed_before then 'failures'
    when habit = 'pages' and page_rows between 1 and 1000 then 'small-pages'
    when repeat > 1 and not failed and (habit is null or habit = 'single-reads') then 'same-reads'
    when habit = 'batches' and charge <= 1 then
      case when request_bytes between 1 and 1999 then 'small-batches' end
    when habit = 'small-batches' then
      case when request_bytes between 1 and 1999 then habit end
    when habit = 'single-writes' and is_soap then
      case when row_count = 1 or row_count = 0 and request_bytes between 1 and 799 then habit end
    else habit
  end as habit
from (
  -- Whose order matters: pages, and kinds that fail time and again.
  select * exclude (number, begins), sum(begins) over (partition by id order by number) as chain
  from (
    select call.*, row_number() over series as number,
      lag(failed) over series and at_millis - lag(at_millis) over series < 300000
        as failed_before,
      case when target > 0 then row_number() over (
        partition by id, target, at_millis // 300000 order by at_millis) end as repeat,
      case when habit <> 'pages' then null when row_count > 0 then row_count
        when rows_before > lag(rows_before) over series
          then rows_before - lag(rows_before) over series
        else rows_before end as page_rows,
      case when habit <> 'pages' then 0
        when rows_before > lag(rows_before) over series then 0
        when rows_before is null and at_millis - lag(at_millis) over series < 60000 then 0
        else 1 end as begins
    from call
    semi join ordered using (id)
    window series as (partition by id order by at_millis)
  ) as numbered
  union all
  select call.*, false, row_number() over (
      partition by id, target, at_millis // 300000 order by at_millis), null, 0
  from call
  anti join ordered using (id)
  where target > 0 and (habit is null or habit = 'single-reads')
  union all
  select call.*, false, 0, null, 0
  from call
  anti join ordered using (id)
  where not (target > 0 and (habit is null or habit = 'single-reads'))
) as looked
