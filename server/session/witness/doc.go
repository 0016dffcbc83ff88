// Package witness checks, from outside, that sessions keep their promises.
//
// Clients that call and watch while servers are killed, paused and cut off tell a
// Witness what they asked, what they were answered and what they were shown.
// Afterwards it says whether all of it can have come from one log per session in
// which every answered line is written once, at the version that was answered,
// without gaps: calls by linearizability (porcupine), streams by what each update
// claims to bring.
//
// What is written are lines of table talk: every game has them, each is one
// record with a command id, and reading them back shows the log itself. A
// session under witness must have no other records made meanwhile.
//
// The checker is checked by mutants: logs and answers that break one promise
// each, all of which must be found (mutant_test.go).
package witness
