// Package notation reads dice notation and rolls it.
//
//	formula = term { ("+" | "-") term }
//	term    = factor { ("*" | "/") factor }
//	factor  = "-" factor | "(" formula ")" | dice | number
//	dice    = [number] "d" faces { modifier }
//	faces   = number | "%"
//	modifier = ("kh" | "k" | "kl" | "dh" | "dl") [number]   keep or drop the highest or lowest
//	         | "!" [compare number]                         explode: throw one more for every highest value
//	         | ("r" | "ro") ([compare] number)              throw again while, or once when, it is that
//	         | compare number                               a pool: count the dice that are that
//	compare = ">=" | "<=" | ">" | "<" | "="
//
// Blanks and case mean nothing, d% is d100. Whatever their order, modifiers are
// applied so: a die is thrown again first, then may explode; the new one likewise.
// When all lie, the highest or lowest are kept or dropped, of equal ones those
// that were thrown first are kept; what is left is added up, or counted in a pool.
// "8d10!>=8" explodes on 8 or more: a pool that explodes is "8d10>=8!".
//
// Division rounds down, as the open rules divide. A formula that could divide by
// zero, throw for ever or count higher than 10^15 is refused before anything is
// thrown.
//
// # Where chance comes from
//
// Only from the Roller that is handed in: the dice of the session's log position,
// which everybody can verify. Each Die of the result that lies on the table is one
// call of it, in order, also those that were thrown again; nothing else is drawn,
// and the same dice give the same result.
//
// # Differences from other programs
//
// The tests compare with an independent implementation, @dice-roller/rpg-dice-roller.
// Deliberately different are: division rounds down at once; r takes a plain number
// for "equal to it" and needs one; each kind of modifier may be there once; dice
// are thrown again before they explode, and one that is thrown anew after an
// explosion can be thrown again and explode in its turn; of equal dice another one
// may be dropped; who keeps more dice than there are keeps all; a formula that could not end is refused instead of cut off; at
// most 1,000 dice are thrown; there are no functions, fate dice, compounding,
// penetrating, powers or decimals.
package notation
