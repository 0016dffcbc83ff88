// Package labyrinth is the rules of Labyrinth: a party in a dark station, told
// as one would explain them to a player. Numbers in (parentheses) are names of
// the balance table; the content may change them from table to table.
//
// # The board
//
// The station is a square of tiles, 4 to 64 a side, made by package maze from a
// seed. One walks from tile to tile through open sides only. Nobody knows the
// tiles before somebody of the party reveals them: a walk reveals every tile it
// steps on and, where it ends, the tiles that one opens to; a search reveals the
// next tiles, some items and specials more. What is revealed is revealed for
// all. Passages can change: hidden doors and charges open walls, structural
// damage blocks passages. The tile on the screen shows how it is now, its code
// stays what is printed on the cardboard.
//
// # Before the game
//
// Every seat chooses a character of its own; nobody is ready without one, and a
// character is locked while its player is ready. The computer chooses at random
// among the free ones. Turn 0 places everybody: the party on the start tile; the
// boss at Manhattan distance size/2 or more from it; every other enemy on a tile
// of its own, not within (safe_steps) of the start; the one to be found on the
// tile with the longest walk from the boss; every thing on a tile of its own.
//
// # A turn
//
//  1. The game ends if the scenario says so.
//  2. The environment strikes, or not: an explosion (explosion_percent) hurts
//     everybody on a tile and those it opens to, friend and foe, by
//     (explosion_dice) dice; a power outage (outage_percent) leaves a sight of
//     one tile for (outage_turns) turns; structural damage (structure_percent)
//     blocks a passage, but never one without which the party, an npc or
//     anything the scenario is about could not be reached.
//  3. Everybody sees what they may do.
//  4. In a hybrid game, everybody who sits at the table confirms that the newly
//     revealed tiles lie on it. Nothing else can be done before.
//  5. Every seat declares one action, in secret, and may declare another in its
//     place until the last seat has declared.
//  6. Enemies and npcs decide, on the board as it is then.
//  7. Everything happens, in this order: help, use (and specials), move, fight,
//     explore, rest. Within each, the higher initiative goes first; at a tie the
//     party before enemies, then the lower seat. An action that has become
//     impossible comes to nothing.
//  8. The downed lose a turn of their time, and the next turn begins.
//
// With a turn clock, whoever has not declared in time stays, and tiles count as
// laid. A seat that nobody sits on stays, so that nobody has to wait for it;
// whoever sits down on it takes the character over. While nobody at all sits at
// the table, and no clock runs, the game rests.
//
// # What one can do
//
//   - Move: walk up to one's speed, one tile less (carry_slows) with somebody on
//     one's back. A walk ends where an enemy stands. One may walk past the last
//     known tile, but only one tile far: what lies behind it is not known. When
//     two opponents want to go through the same door towards each other, the one
//     who is first goes through and the other, met in the doorway, stays.
//   - Fight: an enemy on the same tile, or one in sight along a straight open
//     corridor with a weapon that carries so far. The best weapon is used by
//     itself; without any, bare hands do one die of (fist_faces).
//   - Explore: search the tile. The neighbours are revealed; a stash is taken, a
//     safe or hidden door is found; the first search of an otherwise empty tile
//     finds equipment with (find_percent).
//   - Use: an item, or what is on the tile: open a safe, a hidden door, hold a
//     switch for this turn.
//   - Special: what only this character can do, once in so many turns.
//   - Help: bring a downed companion on the tile round, with (help_health); or
//     take up the officer, who is then carried until one falls.
//   - Stay: (rest_health) comes back.
//
// # Sight
//
// One sees along straight open corridors, over revealed tiles, up to (sight)
// tiles. Enemies and wandering npcs are shown only to those who see them;
// spectators, and players whose character is out of the game, see what anybody
// of the party sees. The officer is known to all as soon as her tile is revealed,
// since she calls out. What others have declared, the seed, hidden things and
// unrevealed tiles are not in a view at all: they are absent, not covered. When
// the game has ended, everything is open.
//
// # Fighting, falling
//
// A hit is the weapon's dice and bonus, and the skills that count, less the
// target's armour, but at least 1. Characters begin with about 100 health. Who
// is at 0 is downed: they cannot act, drop whom they carry, are left alone by
// enemies, and die when (turns_to_live) turns after the one they fell in have
// passed without help. Enemies at 0 are gone.
//
// # Enemies
//
//   - Grunts go for the nearest of the party they notice: in sight, or within
//     (hearing) steps. They go where they last noticed somebody, then wander.
//   - Heavies guard the tiles within (guard_radius) steps of their post, and go
//     back to it.
//   - The boss wakes in turn (boss_wakes_turn) and hunts the nearest by the
//     shortest way, wherever they are. Every (boss_growth_turns) turns it does
//     one more damage; from turn (boss_fast_turn) it walks one tile further.
//
// Enemies with somebody before them stay and strike; all others walk, and strike
// at once whomever they come to stand beside: who shields others first, then
// who has the least health. Their health and damage are the content's times
// (foe_health_percent) and (foe_damage_percent), times (party_n_percent) for a
// party of n.
//
// # Scenarios
//
//   - Rescue: find the officer, take her up with Help, carry her to the lift at
//     the start. Lost when nobody is on their feet.
//   - Core shutdown: two switches, one in the Command area and one in the
//     Technical area, held by Use in the same turn. The custodian reveals where
//     they are to whoever stands beside it. Lost when fewer than two live.
//   - Evacuation race: each for themselves; the first aboard the shuttle has won,
//     and the shuttle leaves that very moment. The others' places follow from the
//     walk they had left.
//
// Each has a last turn: the scenario's turn_limit, and (turns_per_row) more for
// every row more than 8. So every game ends. The score of a seat is (score_win)
// and, for every turn left, (score_turn) when it has won; (score_alive) when its
// character lives; (score_felled) for every enemy it felled; and the worth of
// the treasures it carries.
//
// # Decisions
//
// A log must fold the same for ever, while operators edit content: so Created
// carries all that a game needs of the content ([labyrinthv1.Rulebook]), and
// Apply, View and Tell read nothing else. Events carry consequences (the health
// left, the cells walked), not causes.
//
// Commands are refused by what the seat sees and by nothing else; otherwise a
// refusal would be a lamp. A walk into the dark is therefore checked one tile
// far, and whatever turns out to be impossible only when it is done fizzles.
//
// What is told of an event is worked out once, when it is folded, for each seat
// and for spectators ([tale]), since who saw it depends on the moment. Views
// quote it; it is never worked out again from a later state.
//
// Rejected: storing the maze as a seed only (shorter, but then a mistake in a
// generator could never be mended without breaking logs); enemies that declare
// their blows before the party moves (running past them became free).
package labyrinth
