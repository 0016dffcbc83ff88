// Package worldconfig keeps the sets of parameters that people name for worlds of the
// arena. One called "default" is everybody's, comes with the program, and stays as it
// is; each account has at most one usual set besides, taken where none is named.
//
// A set is stored with all its parameters, so that it stays what it was when a later
// release has other defaults. A world copies the parameters: sets may be changed and
// deleted at any time.
package worldconfig
