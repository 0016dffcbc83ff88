// Package app is the composition root: it makes every part from a Config, hands
// each what it needs, and takes them down in order. The command line and the
// tests use the same Run and Close.
package app
