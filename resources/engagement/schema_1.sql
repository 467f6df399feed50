create table criteria (id integer primary key check (id = 1), document blob not null);
create table snapshot (id text primary key, taken integer not null, label text not null, document blob not null);
create table lab (position integer primary key, document blob not null);
