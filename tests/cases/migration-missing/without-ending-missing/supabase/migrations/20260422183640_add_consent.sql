create table consent ();
