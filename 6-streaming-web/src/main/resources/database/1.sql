-- Runs on SQLite and PostgreSQL alike. Times are milliseconds since 1970.

-- A visitor is known by the random id in their cookie. An id of a chat means something only together
-- with its visitor, so nobody can reach the chat of somebody else, whatever id they send.
create table chats (
  visitor text not null,
  id text not null,
  title text not null,
  created bigint not null,
  updated bigint not null,
  deleted bigint,
  primary key (visitor, id)
);

create table messages (
  visitor text not null,
  chat text not null,
  seq int not null,
  id text not null,
  role text not null,
  status text not null,
  body text not null,
  created bigint not null,
  primary key (visitor, chat, seq),
  unique (visitor, chat, id),
  foreign key (visitor, chat) references chats (visitor, id) on delete cascade
);

-- The answers that are being written, at most one in a chat, over all instances of the server. The
-- instance that writes one renews its lease. If it dies, the lease runs out and the chat is free.
create table answers (
  visitor text not null,
  chat text not null,
  run text not null unique,
  owner text not null,
  stop int not null,
  lease_until bigint not null,
  primary key (visitor, chat),
  foreign key (visitor, chat) references chats (visitor, id) on delete cascade
);
