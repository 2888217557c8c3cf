-- A log file as Parquet by day, in the columns that all layouts become.
copy (
  select at_millis, request, user_id, username,
    coalesce(by_user.name, nullif(app, ''), by_client.name, nullif(client, ''),
      nullif(app_id, ''), 'unidentified') as integration,
    family,
    case when version = '' then regexp_extract(resource, '^/v([0-9]+[.][0-9])', 1)
      else version end as version,
    resource,
    case when length(resource) < 16 then resource
      when contains(resource, '__c/') then
        regexp_replace(regexp_replace(resource, '__c/.*$', '__c/000000000000000'),
          '/[0-9A-Za-z]{15,18}(-[0-9]+)?', '/000000000000000', 'g')
      else regexp_replace(resource, '/[0-9A-Za-z]{15,18}(-[0-9]+)?', '/000000000000000', 'g')
      end as template,
    client, method, ip, app_id, app, object, status, counted, row_count, note,
    true as counts,
    cast(cast(make_timestamp(at_millis * 1000) as date) as varchar) as day
  from (
    select
      coalesce(epoch_ms(try_strptime(${stamp}, ['%Y%m%d%H%M%S.%g', '%Y%m%d%H%M%S'])),
        epoch_ms(try_cast(${derived} as timestamp))) as at_millis,
      ${request} as request,
      substr(${user_id}, 1, 15) as user_id,
      case when ${username} = '' then substr(${user_id}, 1, 15) else ${username} end as username,
      ${family} as family,
      ${version} as version,
      ${resource} as resource,
      ${client} as client,
      upper(${method}) as method,
      ${ip} as ip,
      substr(${app_id}, 1, 15) as app_id,
      ${app} as app,
      ${object} as object,
      cast(${status} as integer) as status,
      cast(${counted} as integer) as counted,
      coalesce(try_cast(${row_count} as bigint), 0) as row_count,
      ${note} as note
    from read_csv(${file}, header = true, auto_detect = false, delim = ',', quote = '"',
      escape = '"', new_line = ${new_line}, max_line_size = 2097152, columns = ${columns})
  ) as line
  left join caller_names as by_user on by_user.kind = 'user' and by_user.mark = line.username
  left join caller_names as by_client
    on by_client.kind = 'client' and by_client.mark = line.client
) to ${folder} (format parquet, compression zstd, partition_by (day), overwrite_or_ignore true)
