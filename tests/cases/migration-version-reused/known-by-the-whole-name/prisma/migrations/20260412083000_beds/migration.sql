create table beds ();
