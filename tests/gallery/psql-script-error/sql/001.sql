begin;
create table orders (id int);
alter tabel orders add column total int;
