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
// place follows at once (follow), if this node gets that far. So it is looked up
// again whenever they read, also by way of the session service, and at most once in
// a while when they act and while they watch.

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
	if _, err := t.admit(ctx, id); err != nil {
		return err
	}
	t.stood.Add(who, time.Now())
	return nil
}

// admit makes the caller's place what they are in the campaign now, whenever that
// was done last.
func (t tables) admit(ctx context.Context, id string) (campaign.Membership, error) {
	in, err := t.Tables.CampaignAt(ctx, session.ID(id))
	if err != nil {
		return campaign.Membership{}, err
	}
	m, err := t.memberOf(ctx, in)
	switch {
	case isMissing(err):
		_, _ = t.Runtime.Leave(ctx, session.ID(id)) // if they are there at all
		return m, err
	case err != nil:
		return m, err
	}
	return m, t.settle(ctx, m, session.ID(id))
}

// admitted is admit for the door of the tables.
func (t tables) admitted(ctx context.Context, id session.ID) error {
	_, err := t.admit(ctx, string(id))
	return err
}

// follow makes somebody's places at all tables of a campaign what they are in it
// now. What fails here is made good when they are looked up.
func (t tables) follow(ctx context.Context, in, user uuid.UUID) {
	all, err := t.Tables.AllTables(ctx, in)
	if err != nil {
		return
	}
	ctx = session.WithCaller(ctx, session.Caller{User: session.UserID(user.String())})
	for _, id := range all {
		room, err := t.Runtime.Room(ctx, id)
		if err != nil {
			continue // they are not there
		}
		who := session.Caller{User: session.UserID(user.String()), Name: memberIn(room, user).GetDisplayName()}
		_ = t.admitted(session.WithCaller(ctx, who), id)
	}
}

// isMissing is true for what is not there, or not for the caller's eyes: not when
// it could not be found out.
func isMissing(err error) bool {
	var known *session.Error
	return errors.As(err, &known) && known.Kind == session.NotFound
}

// isRefused is true when nothing was done, for certain.
func isRefused(err error) bool {
	var known *session.Error
	return errors.As(err, &known) && known.Kind != session.Unavailable
}

// settle makes who sits at a table what they are in the campaign.
func (t tables) settle(ctx context.Context, m campaign.Membership, id session.ID) error {
	room, err := t.Runtime.Room(ctx, id)
	seat := session.Seat(memberIn(room, m.User).GetSeat())
	if err != nil || seat == 0 {
		return err
	}
	if m.Role == campaign.Spectator {
		// They were more when they sat down.
		if _, err = t.Runtime.Leave(ctx, id); err == nil {
			_, err = t.Runtime.Join(ctx, id, session.Ticket{Role: sessionv1.Role_ROLE_SPECTATOR, Welcome: true})
		}
		return err
	}
	who := personOf(ctx, m.Role)
	sits, _, err := session.Glance(ctx, t.host, id, func(s tableState, _ session.Viewer) bool { return tableGame{}.Sits(s, seat, who) })
	if err != nil || sits {
		return err
	}
	_, err = t.do(ctx, string(id), &tabletopv1.EnterRequest{SessionId: string(id)}, func(turn session.Turn, s tableState) ([]*tableEvent, error) {
		return tableGame{}.Enter(turn, s, who)
	})
	return err
}

// keepStanding looks the caller's standing up while they watch, until stop is
// called. The context ends when they may not look as they asked to any more.
func (t tables) keepStanding(ctx context.Context, r *tabletopv1.WatchRequest) (watching context.Context, stop context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(t.standsFor)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				// Who is sent away sees the stream end; what cannot be found out now is asked
				// again.
				if m, err := t.admit(ctx, r.GetSessionId()); err == nil {
					if err := mayDisplay(m, r.GetAsDisplay()); err != nil {
						cancel(err)
					}
				}
			}
		}
	}()
	return ctx, cancel
}

func personOf(ctx context.Context, role campaign.Role) tabletop.Person {
	c := session.CallerFrom(ctx)
	return tabletop.Person{User: string(c.User), Name: c.Name, GM: role == campaign.GM}
}

// memberIn is who somebody is in a room; nil for nobody.
func memberIn(room *sessionv1.Room, user uuid.UUID) *sessionv1.Member {
	for _, m := range room.GetMembers() {
		if m.GetUserId() == user.String() {
			return m
		}
	}
	return nil
}
