// Package labyrinth is the rules of Labyrinth.
package labyrinth
