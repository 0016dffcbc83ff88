//go:build race

package rpc

// raced is true where the race detector takes memory and time of its own.
const raced = true
