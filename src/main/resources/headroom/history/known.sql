-- Rows of the new file that are there already: of each kind how many it has and how many are kept.
create or replace temp table known as
select new.at_millis, new.mark, new.fresh, kept.copies
from (
  select at_millis,
    hash(request, user_id, family, version, resource, method, status, counted, note) as mark,
    count(*) as fresh
  from read_parquet(${staged}, hive_partitioning = false)
  group by all
) as new
join kept on kept.at_millis = new.at_millis and kept.mark = new.mark
