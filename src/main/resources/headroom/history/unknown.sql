and (found.request = '' or not exists (
  select 1 from known_requests as known where known.request = found.request))
