-- What is there already of the same time, and how often.
create or replace temp table kept as
select at_millis,
  hash(request, user_id, family, version, resource, method, status, counted, note) as mark,
  count(*) as copies
from read_parquet(${existing}, hive_partitioning = false)
where counts and at_millis between ${first} and ${last}
group by all
