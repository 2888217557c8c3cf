-- How many calls there are.
select cast(coalesce(sum(calls), 0) as bigint) from kind_spent
