create table rooms ();
