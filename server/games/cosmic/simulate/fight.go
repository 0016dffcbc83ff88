package simulate

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic"
	"playhouse/server/session"
)

// FightResult is how fights with an enemy ended for the first ship. The shares
// add up to 1.
type FightResult struct {
	Enemy string `json:"enemy"`
	// Arms are what the ship is fitted with: unarmed, laser, laser+missiles.
	Arms string `json:"arms"`
	// Tactics is attack (to the end, whatever happens) or captain (a bot weighs
	// attacking, fleeing and talking).
	Tactics string `json:"tactics"`
	Fights  int    `json:"fights"`
	// Won is the share of fights in which the enemy was destroyed.
	Won float64 `json:"won"`
	// EnemyFled is the share in which it got away.
	EnemyFled float64 `json:"enemy_fled"`
	// Fled is the share in which the captain did.
	Fled float64 `json:"fled"`
	// Negotiated is the share that was talked out of.
	Negotiated float64 `json:"negotiated"`
	// Lost is the share in which the ship was.
	Lost float64 `json:"lost"`
	// Rounds is the mean length.
	Rounds float64 `json:"rounds"`
	// Damage is the mean hull lost.
	Damage float64 `json:"damage"`
}

var arms = []struct {
	name    string
	modules []string
}{
	{"unarmed", nil},
	{"laser", []string{"laser_cannon"}},
	{"laser+missiles", []string{"laser_cannon", "missile_launcher"}},
}

// Tactics of FightResult.
const (
	tacticsAttack  = "attack"
	tacticsCaptain = "captain"
)

func (o Options) fights() (results []FightResult, err error) {
	if o.Fights < 1 {
		return nil, nil
	}
	for _, tactics := range []string{tacticsAttack, tacticsCaptain} {
		for _, arm := range arms {
			for _, enemy := range o.Balance.Enemies {
				what := fmt.Sprintf("fight/%s/%s/%s", tactics, arm.name, enemy.ID)
				all, err := each(o, o.Fights, func(i int) (ending, error) { return o.duel(what, i, tactics, enemy.ID, arm.modules) })
				if err != nil {
					return nil, fmt.Errorf("%s: %w", what, err)
				}
				r := FightResult{Enemy: enemy.ID, Arms: arm.name, Tactics: tactics, Fights: o.Fights}
				r.add(all)
				results = append(results, r)
			}
		}
	}
	return results, nil
}

// ending is how one fight ended.
type ending struct {
	won, enemyFled, fled, negotiated, lost bool
	rounds, damage                         int32
}

// duel plays one fight.
func (o Options) duel(what string, number int, tactics, enemy string, modules []string) (ending, error) {
	o.Endless = false
	t, chance, err := o.open(what, number)
	if err != nil {
		return ending{}, err
	}
	g := cosmic.New(o.Balance)
	if err := t.Do(captain, g.Stage(enemy, modules...)); err != nil {
		return ending{}, err
	}
	began, hull := len(t.Events()), t.View(captain).GetShip().GetHull()
	var out ending
	for v := t.View(captain); v.GetMode() == cosmicv1.Mode_MODE_COMBAT; v = t.View(captain) {
		next := g.Play(cosmic.Tourist, v, captain, chance)
		if tactics == tacticsAttack {
			next = attack(g)
		}
		if err := t.Do(captain, next); err != nil {
			return ending{}, err
		}
		out.rounds++
	}
	out.damage = hull - t.View(captain).GetShip().GetHull()
	for _, e := range t.Events()[began:] {
		out.hear(e)
	}
	return out, nil
}

func attack(g cosmic.Game) session.Command[cosmic.State, *cosmicv1.Event] {
	return func(t session.Turn, s cosmic.State) ([]*cosmicv1.Event, error) {
		return g.Attack(t, s, &cosmicv1.AttackRequest{})
	}
}

func retire(g cosmic.Game) session.Command[cosmic.State, *cosmicv1.Event] {
	return func(t session.Turn, s cosmic.State) ([]*cosmicv1.Event, error) {
		return g.Retire(t, s, &cosmicv1.RetireRequest{})
	}
}

// hear notes how a fight ended, if this is it.
func (out *ending) hear(e *cosmicv1.Event) {
	switch e := e.GetKind().(type) {
	case *cosmicv1.Event_Destroyed_:
		out.won = true
	case *cosmicv1.Event_EnemyFled_:
		out.enemyFled = true
	case *cosmicv1.Event_Fled_:
		out.fled = out.fled || e.Fled.GetEscaped()
	case *cosmicv1.Event_Negotiated_:
		out.negotiated = out.negotiated || e.Negotiated.GetAgreed()
	case *cosmicv1.Event_Ended_:
		out.lost = e.Ended.GetOutcome().GetStatus() == cosmicv1.VoyageStatus_VOYAGE_STATUS_LOST
	}
}

func (r *FightResult) add(all []ending) {
	var won, enemyFled, fled, negotiated, lost int
	var rounds, damage int32
	for _, d := range all {
		won, enemyFled, fled = won+ones(d.won), enemyFled+ones(d.enemyFled), fled+ones(d.fled)
		negotiated, lost = negotiated+ones(d.negotiated), lost+ones(d.lost)
		rounds, damage = rounds+d.rounds, damage+d.damage
	}
	n := len(all)
	r.Won, r.EnemyFled, r.Fled, r.Negotiated, r.Lost = share(won, n), share(enemyFled, n), share(fled, n), share(negotiated, n), share(lost, n)
	r.Rounds, r.Damage = share(int(rounds), n), share(int(damage), n)
}
