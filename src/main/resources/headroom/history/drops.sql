-- Rows of the new file that are there already: of each kind as many as are kept.
create or replace temp table drops as
select rows.file, rows.number
from (
  select new.file, new.number, new.at_millis, new.mark,
    row_number() over (partition by new.at_millis, new.mark) as copy
  from (
    select filename as file, file_row_number as number, at_millis,
      hash(request, user_id, family, version, resource, method, status, counted, note) as mark
    from read_parquet(${staged}, filename = true, file_row_number = true)
  ) as new
  semi join kept on kept.at_millis = new.at_millis and kept.mark = new.mark
) as rows
join kept on kept.at_millis = rows.at_millis and kept.mark = rows.mark
where rows.copy <= kept.copies
