-- What has been written of an answer so far, kept every second: if its server dies, the next one
-- finds it here, and other instances show it to visitors who come back.
alter table answers add column draft text not null default '{}';
