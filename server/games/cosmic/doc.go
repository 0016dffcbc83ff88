// Package cosmic is the rules of Cosmic: one captain, one ship, five regions of
// stars, told as one would explain them to a player. Numbers in (parentheses)
// are names of the balance, package balance; maps are made by package starmap.
//
// # The voyage
//
// You begin at the station of the Core Worlds with (captain) credits, fuel, food
// and a scout. You have (voyage.max_turns) turns. The voyage is won the moment
// your net worth is (voyage.victory_credits) above what you began with, or when
// you go through the door at the end of the quest chain. It is lost at health 0,
// or at hull 0 without a pod to leave in. After the last turn it is over and
// scored. An endless voyage has neither end nor victory; you retire when you
// like. Net worth is credits, the cargo's base value, and (voyage.worth_share) of
// the price of ship, modules, pod and augmentations.
//
// # A turn
//
// Travelling, scanning, mining, salvaging, waiting and calling for help take a
// turn. Whatever else you do takes none: trading, the yard, quests, the crew,
// eating, choosing, and fighting. When a turn passes, an enemy that guards the
// goal of one of your quests here attacks; repair drones and the medic work; the
// crew is paid, and who cannot be paid leaves; quests that are late fail; markets
// drift; and a market has new quests and people every (quests.renew) turns.
//
// # Travel
//
// You go to a node that is linked to this one, or to the gate of a linked region,
// for (travel) fuel times the ship's factor, rounded down. A node's danger is the
// chance of a hazard on the way to it; (travel.fight_chance) of it, more or less
// as the region's faction likes you, is the chance of a fight; else something may
// happen (travel.event_chance). Arriving puts everything that is linked on the
// map; what it offers you learn by scanning or going there. Whatever a quest
// names is on the map as well.
//
// Without fuel for any way, fuel in the hold, or any means to buy it here, you may
// call for help: nobody hears it, or a tanker comes, for credits, else cargo, else
// for nothing. So nobody is ever stuck.
//
// # Markets
//
// Each region wants some goods and has plenty of others; each place has prices of
// its own, which follow from the seed. What you buy becomes dearer, what you sell
// cheaper, and goes back to rest with time. Your trades never make anything
// cheaper to buy or dearer to sell, so that at one place nothing can be sold for
// what it cost. You remember what other markets showed when you left them.
//
// # The yard
//
// Ships and modules are bought where there is repair. Modules take a slot of
// their kind; hull that they bring comes whole, and goes with them when they are
// taken out, for (yard.refund_share); rigs stay. Another ship is paid with what
// ship and modules count for, (yard.trade_in_share); the crew and the pod come
// along. Multipliers multiply, the rest adds.
//
// # Fighting
//
// A fight goes in rounds: you strike, the enemy strikes back, and at its threshold
// it may run. Shields are hit before the hull. You may flee, which costs fuel or a
// hard hit, and buy peace from those who talk: the more its hull has suffered, the
// cheaper. A win pays, leaves what fits into your hold, and a wreck to salvage.
//
// # The pod
//
// At hull 0 you leave in the pod, if you have one, and what you lose is the ship,
// its modules, the hold but for what a cargo module saves, and freight with the
// quests it was for. Quest items you wear. Nobody fights a pod, but the void
// scratches it. A ship bought at any yard takes you and the pod aboard.
//
// # Quests
//
// Deliveries take freight along, or goods you have to get; explorations count new
// places or lead to one; bounties count enemies, or are on one that waits;
// rescues lead there and back. What can be done at a place is done as soon as you
// are there in peace. An enemy that guards a goal attacks whoever spends a turn
// there, and has to be destroyed, driven off or paid; if you flee it is still
// there. The chain is offered where you begin and, as long as its next link does
// not run, on every market; its links follow each other by themselves, and its
// last one wins.
//
// # Decisions
//
// Apply reads no balance: an operator edits it while voyages run, and a log folds
// the same for ever. Events carry what is left, quests and enemies are copied
// whole when they appear. Commands and views do read it, so that a correction
// reaches voyages under way; whatever a state names that the balance has lost
// counts for nothing and breaks nothing. The one thing worked out from the seed
// again and again is what makes one market differ from the next: copying it would
// make up most of a log.
//
// Legality has one home. For each command a function may… or a stem of it says
// why not; the command asks it before anything happens, the view asks it for each
// offer. Effective values have one home, too: [helm.rig].
//
// A command is written as a [play]: each event is folded as it is emitted, and the
// next step looks at what has become of the ship. What follows of itself, quests
// fulfilled, achievements, the end, is settled in one place when the command is
// done; that is how the end is in the record that causes it.
//
// The map is drawn from the seed, everything else from the session's dice, so that
// the daily voyage gives everybody the same stars and not the same luck, and so
// that every roll can be checked.
//
// Retiring ends with the status of an expired voyage: it is scored, not won.
package cosmic
