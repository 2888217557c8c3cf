-- The new file's rows of a day, those that are there already marked as not counting.
copy (
  select new.* exclude (counts, filename, file_row_number), drops.number is null as counts
  from read_parquet(${staged}, filename = true, file_row_number = true,
    hive_partitioning = false) as new
  left join drops on drops.file = new.filename and drops.number = new.file_row_number
) to ${file} (format parquet, compression zstd)
