// Package backup writes all that a host has into one file, and makes a host of it
// again.
//
// # What is in it
//
// A zip that any program opens. For each table of the database
//
//	tables/NAME.jsonl   a row a line: an array of the columns' texts, null for NULL
//
// then files.tar, the bytes of campaigns' files under their keys, and at last
// manifest.json: the migrations that the database had seen, and for each part its
// size, its SHA-256 and what is counted in it. It is a host's memory with all its
// secrets: seeds of dice, keys that sign tokens, hashes of passwords. Who may read it
// may be anybody on that host.
//
// Which tables there are says ent/migrate, which columns they have the database: a
// game that keeps something new needs no word here. A test fails for a table that is
// neither in the one nor in the other. What else lies in the database (tables of
// others) is named and left out.
//
// # Why texts and not pg_dump
//
// Values are cast to text by Postgres and read by the same types again, so that they
// are the same to the bit (floating point numbers are written so that they round-trip,
// times in UTC) between any two versions of Postgres. The program pg_dump would have to
// be there, of the server's version or newer; npm's binaries do not bring it. COPY TO
// is not spoken by lib/pq.
//
// # A live server
//
// All tables are read in one transaction (repeatable read, read only): the moment it
// began is the moment of the backup; commands go on. Files are copied after the rows
// that name them were read. A file never changes, and one that nothing names any more is
// kept a day (blob.Grace): what the rows name is there for a day. Files that came later
// are in it too, and harm nobody: the sweep takes them.
//
// # Import
//
// In this order, so that a refusal or a broken file has changed nothing:
//
//  1. The database is empty: no row in any table, as before a first start.
//  2. The migrations of the backup are those of this binary, or the first of them. A
//     newer backup is refused.
//  3. Every part is read to its end: size, SHA-256, number of rows and files, and the
//     digest of the rows. Nothing is unpacked beyond what the manifest says, and it may
//     not say much more than could have been packed honestly.
//  4. Files are written. They are named by their content; should the rest fail, the
//     sweep takes them.
//  5. In one transaction, in which servers wait for the schema: the backup's
//     migrations, its rows in the order of foreign keys, the counters of ids; the rows
//     are read back and must have the digest that they had; then the migrations that
//     came after the backup. Commit.
//
// A table's digest is the sum of the SHA-256 of its lines modulo 2^256: it does not
// depend on their order, so nothing is ever sorted, and both sides stream.
package backup
