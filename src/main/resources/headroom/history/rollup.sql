-- A day's sums under the names that calls have everywhere else.
copy (
  select sums.hour, sums.integration, sums.username, kind.to_family as family,
    kind.to_version as version, kind.to_resource as resource, kind.to_object as object,
    kind.to_operation as operation, sums.status,
    cast(sum(sums.calls) as bigint) as calls, cast(sum(sums.charges) as bigint) as charges
  from day_sums as sums
  join log_kinds as kind on kind.family = sums.family and kind.version = sums.version
    and kind.method = sums.method and kind.template = sums.template
    and kind.object = sums.object
  group by all
  order by sums.hour, sums.integration
) to ${file} (format parquet, compression zstd)
