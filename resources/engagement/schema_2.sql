create table waiver (key text primary key, reason text not null, author text not null, made integer not null, until text not null);
