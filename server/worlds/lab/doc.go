// Package lab lets behaviours fight many times without anybody watching: experiments
// of two, and the ladders of all that were entered.
//
// A match is a world of its own, with a seed of its own; each seed is played twice,
// with sides changed, so that neither the better base nor the better obstacles favour
// anybody. Matches run on all cores, and what they come to does not depend on how
// many: a world is a function of its seed.
package lab
