-- Version 3. What tells two reads of the same thing from two reads of different things.

-- Of a GET a number made of what it asks for, under a key that is never written; of a further page
-- of a query, negative, the rows before it; else 0.
alter table calls add column mark integer not null default 0;
