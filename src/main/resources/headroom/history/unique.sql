-- The new file's rows of a day, those that are there already marked as not counting: of each kind
-- as many as are kept.
copy (
  select new.* exclude (mark), known.at_millis is null as counts
  from (
    select * exclude (counts),
      hash(request, user_id, family, version, resource, method, status, counted, note) as mark
    from read_parquet(${staged}, hive_partitioning = false)
  ) as new
  left join known on known.at_millis = new.at_millis and known.mark = new.mark
  where known.at_millis is null or known.fresh <= known.copies
  union all
  select more.* exclude (mark, copies, copy), copy > copies as counts
  from (
    select new.*, known.copies,
      row_number() over (partition by new.at_millis, new.mark) as copy
    from (
      select * exclude (counts),
        hash(request, user_id, family, version, resource, method, status, counted, note) as mark
      from read_parquet(${staged}, hive_partitioning = false)
    ) as new
    join known on known.at_millis = new.at_millis and known.mark = new.mark
    where known.fresh > known.copies
  ) as more
) to ${file} (${parquet})
