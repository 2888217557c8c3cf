-- The same of kinds whose calls cannot be looked at, from the sums by the hour alone: what the
-- habit saves at the least, if an hour's calls were spread evenly.
create or replace temp table sum_hour as
with split as (
  select kind.id, hour, habit, is_soap, spent.calls, spent.charges,
    least(spent.errors, spent.charges) as failing
  from kind_spent as spent
  join kind using (integration, username, resource, object, operation)
)
select id, habit, hour, calls, charges, greatest(0, charges - case habit
    when 'single-writes' then case when is_soap then charges when charges >= 2000 then 10 else 60 end
    when 'single-reads' then 60
    when 'polls' then 600
    when 'limits' then 13
    when 'pages' then charges
    when 'batches' then calls
    when 'small-batches' then charges
    else 1 end) as saved
from (select * replace (charges - failing as charges) from split) as well
where habit is not null
union all
select id, 'failures', hour, failing, failing, greatest(0, failing - 6) from split where failing > 0
