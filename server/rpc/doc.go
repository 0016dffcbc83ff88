// Package rpc is the edge: who calls, may they, is the request well formed, and
// what code does an error become. One file a service; a handler is a line or two
// that hand the request to the runtime.
//
// Every procedure has a Rule; mounting a service with a procedure that has none,
// or a rule for a procedure that does not exist, fails at start (and in every
// test). The rules here say who may call at all. Whether this member may do this
// at this table is decided by the session runtime at the very position the
// command is decided at: what was true a moment before may not be any more.
package rpc
