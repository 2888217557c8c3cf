-- Whose calls of which hours are read one by one: all where there are few, else those of the chosen
-- hours, the dearest kinds' first, as many as there is time for.
create or replace temp table wanted as
select hour, integration
from (
  select pair.hour, pair.integration, pair.calls,
    sum(pair.calls) over (order by coalesce(first_kind, 1000000), pair.hour, pair.integration)
      as upto,
    sum(pair.calls) over () as whole, first_kind
  from (
    select hour, integration, sum(calls) as calls from kind_spent group by all
  ) as pair
  left join (
    select hour, integration, min(id) as first_kind from chosen group by all
  ) as picked using (hour, integration)
  where ${all} or first_kind is not null
) as running
where whole <= ${calls} or upto <= ${calls}
