-- A log file as Parquet in the columns that all layouts become. Ids in paths become zeros, so that
-- paths can be counted; the first case is the commonest one, without a costly pattern.
copy (
  select at_millis, request, user_id, username,
    coalesce(by_user.name, by_app.name, by_app_id.name, by_client.name,
      nullif(app, ''), nullif(client, ''),
      nullif(app_id, ''), 'unidentified') as integration,
    family,
    case when version = '' then regexp_extract(resource, '^/v([0-9]+[.][0-9])', 1)
      else version end as version,
    resource,
    case when strlen(resource) < 22 then resource
      when strlen(resource) = strlen(object) + 32
          and substr(resource, -16, 2) between '/0' and '/9' then
        left(resource, -15) || '000000000000000'
      when contains(resource, '__c/') then
        regexp_replace(regexp_replace(resource, '(/sobjects/[^/]+/[^/]+__c)/.+$', '\1/0'),
          ${id}, '/000000000000000\1', 'g')
      else regexp_replace(resource, ${id}, '/000000000000000\1', 'g')
      end as template,
    client, method, ip, app_id, app, object, status, counted, row_count, note,
    true as counts${day}
  from (
    select ${at_millis} as at_millis,
      ${request} as request,
      ${user_id} as user_id,
      case when ${username} = '' then ${user_id} else ${username} end as username,
      ${family} as family,
      ${version} as version,
      ${resource} as resource,
      ${client} as client,
      upper(${method}) as method,
      ${ip} as ip,
      ${app_id} as app_id,
      ${app} as app,
      ${object} as object,
      cast(${status} as integer) as status,
      cast(${counted} as integer) as counted,
      coalesce(try_cast(${row_count} as bigint), 0) as row_count,
      ${note} as note
    from read_csv(${file}, header = true, auto_detect = false, delim = ',', quote = '"',
      escape = '"', nullstr = ${never}, new_line = ${new_line}, max_line_size = 2097152,
      buffer_size = ${buffer}, columns = ${columns})
  ) as line
  left join caller_names as by_user on by_user.kind = 'user' and by_user.mark = line.username
  left join caller_names as by_app on by_app.kind = 'app' and by_app.mark = line.app
  left join caller_names as by_app_id
    on by_app_id.kind = 'app' and by_app_id.mark = left(line.app_id, 15)
  left join caller_names as by_client
    on by_client.kind = 'client' and by_client.mark = line.client
) to ${to} (${parquet}${partition})
