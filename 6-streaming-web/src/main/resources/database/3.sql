-- When another instance last read the draft for a visitor. An answer that nobody reads is ended.
alter table answers add column read_at bigint not null default 0;
