package session

import (
	"context"
	"errors"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

var errBroken = errors.New("this session cannot be read here")

// Standing is a result that a finished session's log proves.
type Standing struct {
	Result
	User    UserID
	Name    string
	EndedAt time.Time
}

// Judge reads a finished session's log from its beginning, recomputes every
// roll from the seed that was promised, and returns the results of the people
// in it. None for a session that has no leaderboard, that began as somebody
// else's past (it could be tried again until it fits), or that does not hold;
// nor for a seat on which several people sat. A session that this node cannot
// read is an error: a newer one may.
func (r *Runtime) Judge(ctx context.Context, id ID) (game string, all []Standing, err error) {
	err = r.with(ctx, id, func(t table) error {
		_, shown := t.look()
		game = shown.GetGame()
		all, err = t.judge(ctx)
		return err
	})
	return game, all, err
}

func (l *live[S, E, V]) judge(ctx context.Context) ([]Standing, error) {
	newest := l.newest().pos.room
	if l.isBroken() {
		return nil, errBroken
	}
	if l.game.scoring == nil || newest.Status != Finished || newest.forkedFrom != "" {
		return nil, nil
	}
	commitment := dice.Commitment(l.seed)
	if string(commitment[:]) != string(newest.commitment) {
		return nil, nil
	}
	var (
		end    *step[S, E]
		fair   = true
		owners = map[Seat]UserID{} // who sat there first, while the game ran
		shared = map[Seat]bool{}   // somebody else sat there, too
	)
	err := l.walk(ctx, func(s *step[S, E], _ Record, body *sessionv1.RecordBody) (bool, error) {
		fair = fair && l.rolled(s.pos, body.GetRolls())
		if s.pos.room.Status != Lobby {
			for _, m := range s.pos.room.Players() {
				first, known := owners[m.Seat]
				if !known {
					owners[m.Seat] = m.User
				}
				shared[m.Seat] = shared[m.Seat] || known && first != m.User
			}
		}
		if end == nil && s.pos.room.Status == Finished {
			end = s
		}
		return fair, nil
	})
	if err != nil || !fair || end == nil {
		return nil, err
	}
	var all []Standing
	for _, result := range l.game.scoring.Results(end.pos.state) {
		if m, ok := end.pos.room.At(result.Seat); ok && !m.Bot && !shared[result.Seat] {
			all = append(all, Standing{Result: result, User: m.User, Name: m.Name, EndedAt: end.at})
		}
	}
	return all, nil
}

// rolled is true when the dice of this session come up so at a position.
func (l *live[S, E, V]) rolled(p position[S], rolls []*sessionv1.Roll) bool {
	roller := p.key(l.id, l.seed).At(p.version)
	for _, r := range rolls {
		if r.GetFaces() <= 0 || int64(roller.Int(int(r.GetFaces()))) != r.GetValue() {
			return false
		}
	}
	return true
}
