select ${time} as time, ${type} as type, request as request_id, user_id, username, integration,
  family, version, method, resource, client, ip, app_id as connected_app_id, app as connected_app,
  object, status, counted as counts_against_limit, row_count as rows_processed, note
from read_parquet(${files}, hive_partitioning = false)
where counts and at_millis >= ${from} and at_millis < ${to}
