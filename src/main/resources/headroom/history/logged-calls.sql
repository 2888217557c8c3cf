-- Single calls as the logs tell of them, each once, of the integrations and hours in `wanted`. A
-- detailed log may know the caller of a call less well than ApiTotalUsage: it is the same call by
-- its request id alone.
create or replace temp table logged_calls as
with counting as (
  select at_millis, request, call.integration, username, family, version, method, template,
    resource, object, status, counted, row_count
  from (${counting}) as call
  semi join wanted on wanted.hour = at_millis // 3600000 and wanted.integration = call.integration
),
others as (
  select at_millis, request, integration, username, family, version, method, template, resource,
    object, status, counted, row_count
  from (${others}) as call
),
sized as (
  select request, max(row_count) as row_count from others where request <> '' group by request
)
select counting.* replace (greatest(counting.row_count, coalesce(sized.row_count, 0)) as row_count)
from counting left join sized on sized.request = counting.request
union all
select others.*
from others
semi join wanted on wanted.hour = at_millis // 3600000 and wanted.integration = others.integration
where request = '' or not exists (
  select 1 from (${known}) as whole where whole.request = others.request)
