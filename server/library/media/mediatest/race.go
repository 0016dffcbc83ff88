//go:build race

package mediatest

// Raced is true where the race detector takes memory and time of its own.
const Raced = true
