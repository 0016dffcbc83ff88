package rpc

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop"
	"playhouse/server/session"
)

// What somebody is in a campaign can change while they sit at its table. Their
// place follows: it is looked up again, at most once in a while, when they act and
// while they watch.

// standing is somebody's at a table.
type standing struct {
	user  session.UserID
	table string
}

const (
	standsFor     = 10 * time.Second
	standingsMost = 100_000
)

// act carries out a command of one who is still what they were.
func act[R session.Message](
	ctx context.Context, t tables, r R, cmd func(tableGame, session.Turn, tableState, R) ([]*tableEvent, error),
) (int32, error) {
	if err := t.stand(ctx, r.GetSessionId()); err != nil {
		return 0, err
	}
	return session.Do(ctx, t.host, r, cmd)
}

// stand makes the caller's place what they are in the campaign now; one who is
// nothing in it any more leaves the table.
func (t tables) stand(ctx context.Context, id string) error {
	who := standing{user: session.CallerFrom(ctx).User, table: id}
	if at, ok := t.stood.Get(who); ok && time.Since(at) < t.standsFor {
		return nil
	}
	m, err := t.member(ctx, id)
	switch {
	case isMissing(err):
		_, _ = t.Runtime.Leave(ctx, session.ID(id)) // if they are there at all
		return err
	case err != nil:
		return err
	}
	if err := t.settle(ctx, m, session.ID(id)); err != nil {
		return err
	}
	t.stood.Add(who, time.Now())
	return nil
}

// isMissing is true for what is not there, or not for the caller's eyes: not when
// it could not be found out.
func isMissing(err error) bool {
	var known *session.Error
	return errors.As(err, &known) && known.Kind == session.NotFound
}

// settle makes who sits at a table what they are in the campaign.
func (t tables) settle(ctx context.Context, m campaign.Membership, id session.ID) error {
	room, err := t.Runtime.Room(ctx, id)
	if err != nil || seatIn(room, m.User) == 0 {
		return err
	}
	if m.Role == campaign.Spectator {
		// They were more when they sat down.
		if _, err = t.Runtime.Leave(ctx, id); err == nil {
			_, err = t.Runtime.Join(ctx, id, session.Ticket{Role: sessionv1.Role_ROLE_SPECTATOR, Welcome: true})
		}
		return err
	}
	_, err = t.do(ctx, string(id), &tabletopv1.EnterRequest{SessionId: string(id)}, func(turn session.Turn, s tableState) ([]*tableEvent, error) {
		return tableGame{}.Enter(turn, s, personOf(ctx, m.Role))
	})
	return err
}

// keepStanding looks the caller's standing up while they watch, until the function
// returned is called.
func (t tables) keepStanding(ctx context.Context, id string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(t.standsFor)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				_ = t.stand(ctx, id) // who is sent away sees the stream end; what cannot be found out now is asked again
			}
		}
	}()
	return cancel
}

func personOf(ctx context.Context, role campaign.Role) tabletop.Person {
	c := session.CallerFrom(ctx)
	return tabletop.Person{User: string(c.User), Name: c.Name, GM: role == campaign.GM}
}

func seatIn(room *sessionv1.Room, user uuid.UUID) int32 {
	for _, m := range room.GetMembers() {
		if m.GetUserId() == user.String() {
			return m.GetSeat()
		}
	}
	return 0
}
