// Package tavern runs the business of adventurers between adventures.
//
// The check is a d100, the valuation, and what options and game master add. What
// it comes to says which dice are thrown; they are multiplied by the condition's
// factor for profit or loss, and then recurring costs are paid and fixed income
// is taken, whatever the check was. The factors multiply the dice only.
//
// An option works from its day on: the day it was bought and the days it takes to
// set up. Its bonuses, income and costs begin then. Until the d100 is thrown
// nothing is drawn; then come the dice of the band, one by one. The treasury may
// fall below nothing: those are debts.
//
// Nothing here changes what it is given: every change is a new Tavern.
package tavern
