-- The hours that stand for a kind: three places, evenly along its charges as time goes. An hour's
-- weight is how many of the places fall into it. Of the dearest kinds only.
create or replace temp table chosen as
select id, hour, integration, weight
from (
  select id, hour, integration,
    floor(3 * upto / total + 0.5) - floor(3 * (upto - charges) / total + 0.5) as weight
  from (
    select kind.id, spent.hour, spent.integration, spent.charges, kind.charges as total,
      sum(spent.charges) over (partition by kind.id order by spent.hour) as upto
    from kind_spent as spent
    join kind using (integration, username, resource, object, operation)
    where kind.id <= ${kinds} and kind.charges > 0
  ) as running
) as placed
where weight > 0
