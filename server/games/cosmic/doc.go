// Package cosmic is the rules of Cosmic: one captain, one ship, five regions of
// stars, told as one would explain them to a player. Numbers in (parentheses)
// are names of the balance, package balance; maps are made by package starmap.
package cosmic
