//go:build !race

package media_test

// raced is true where the race detector takes memory and time of its own.
const raced = false
