union all
select other.* from ${others} as other
where other.counts and (other.request = '' or not exists (
  select 1 from ${counting} as whole where whole.request = other.request))
