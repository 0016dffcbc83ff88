// Package tabletop is the rules of a live table: a game master's board, of which
// everybody sees what they may see.
package tabletop
