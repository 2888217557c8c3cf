-- The calls that are looked at, from ledger and logs, each once, with its kind.
-- A log names a thing by its path: that tells one from another where the path says it all.
create or replace temp table call as
select kind.id, kind.habit, kind.is_soap, kind.resource, found.at_millis, found.charge, found.failed,
  found.request_bytes, found.target, found.rows_before, found.row_count
from (
  select at_millis, integration, username, resource, object, operation, charge, failed,
    request_bytes, cast(greatest(mark, 0) as ubigint) as target,
    case when mark < 0 then -mark end as rows_before, 0 as row_count
  from ledger_calls
  union all
  select at_millis, integration, coalesce(user_names.name, username), name.to_resource,
    name.to_object, name.to_operation, counted, status >= 400, 0,
    case when call.method = 'GET' and not starts_with(name.to_resource, 'composite')
      and name.to_operation in ('retrieve', 'describe', 'poll', 'list')
      then hash(call.resource) else 0::ubigint end,
    case when name.to_operation = 'query-more' then try_cast(
      nullif(regexp_extract(call.resource, '-([0-9]{1,9})/?$', 1), '') as integer) end,
    row_count
  from logged_calls as call
  join logged_kinds as name on name.family = call.family and name.version = call.version
    and name.method = call.method and name.template = call.template and name.object = call.object
  left join user_names on user_names.id = call.username
  where call.request = '' or not exists (
    select 1 from ledger_calls as known where known.request = call.request)
) as found
join kind using (integration, username, resource, object, operation)
