-- Each kind of call, the dearest first, and the habit that it may be by what it is alone.
create or replace temp table kind as
select row_number() over (order by sum(charges) desc, sum(calls) desc, integration, username,
    resource, object, operation) as id,
  integration, username, resource, object, operation,
  starts_with(resource, 'soap/') as is_soap,
  cast(sum(calls) as bigint) as calls, cast(sum(charges) as bigint) as charges,
  min(hour) as first_hour, max(hour) as last_hour, arg_max(hour, charges) as busiest_hour,
  max(charges) as busiest,
  case
    when operation in ('login', 'token') then 'logins'
    when operation in ('describe', 'describeSObject', 'describeSObjects', 'describeGlobal')
      then 'describes'
    when operation = 'poll' then 'polls'
    when operation = 'limits' then 'limits'
    when operation in ('updated', 'deleted', 'getUpdated', 'getDeleted') then 'changes'
    when operation in ('query-more', 'queryMore') then 'pages'
    when operation = 'retrieve' and resource in ('sobjects/{object}/{id}',
      'sobjects/{object}/{id}/{field}', 'sobjects/{object}/{field}/{value}', 'ui-api/records')
      then 'single-reads'
    when operation in ('create', 'update', 'upsert', 'delete') and (starts_with(resource, 'soap/')
      or resource in ('sobjects/{object}', 'sobjects/{object}/{id}',
        'sobjects/{object}/{field}/{value}', 'ui-api/records')) then 'single-writes'
    when resource = 'composite/batch' then 'batches'
    when resource in ('composite', 'composite/graph') then 'small-batches'
    when operation in ('create', 'update', 'upsert') and (
      starts_with(resource, 'composite/sobjects') or starts_with(resource, 'composite/tree'))
      then 'small-batches'
  end as habit
from kind_spent
group by integration, username, resource, object, operation
