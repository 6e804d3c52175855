create table receipts ();
