// Package bench measures what the platform promises, on the machine at hand: a
// whole server with a database whose fsync is on, and the load from the same
// process, so that the figures are those of a small host and not of a lab.
// Beside the figures stand peers measured in the same run (a lonely row
// committed, say): where the machine is slow, compare ratios.
package bench
