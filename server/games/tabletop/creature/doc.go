// Package creature is the creatures that come with the house, and the rules for
// all others: the shape of the open 5e stat block, checked strictly.
//
// The creatures of the house are in creatures.json, in the very form that is
// imported. Their names and texts are our own.
package creature
