package rpc

import (
	"testing"
	"time"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// secretRoll is what no player may read.
const secretRoll = "3d17"

// secondGM is a lounge where a second game master sits, and the first has rolled in
// secret. What was looked up once would hold for an hour.
func secondGM(t *testing.T) (*lounge, string) {
	t.Helper()
	l := loungeWith(t, time.Hour)
	id := l.opened(t)
	l.becomes(t, campaign.GM)
	must(l.tables(l.gm).Roll(t.Context(), &tabletopv1.RollRequest{
		SessionId: id, Notation: secretRoll, Visibility: tabletopv1.RollVisibility_ROLL_VISIBILITY_GM,
	}))(t)
	if !l.hears(t, id) {
		t.Fatal("a second game master reads no secret roll: the test proves nothing")
	}
	return l, id
}

func (l *lounge) becomes(t *testing.T, role campaign.Role) {
	t.Helper()
	must(l.gm.SetMemberRole(t.Context(), &tabletopv1.SetMemberRoleRequest{CampaignId: l.id, UserId: l.player.id, Role: role}))(t)
}

// hears tells whether the player reads the secret roll, in talk or history.
func (l *lounge) hears(t *testing.T, id string) bool {
	t.Helper()
	talk := must(l.tables(l.player).ListTalk(t.Context(), &tabletopv1.ListTalkRequest{SessionId: id}))(t)
	for _, line := range talk.GetLines() {
		if line.GetRoll().GetTotal() != 0 {
			return true
		}
	}
	history := must(l.player.sessions.GetHistory(t.Context(), &sessionv1.GetHistoryRequest{SessionId: id}))(t)
	for _, line := range history.GetEntries() {
		if line.GetAction() == "rolled" && line.GetOutcome() != "" {
			return true
		}
	}
	return false
}

// Who is no game master any more and only looks on does not see as one.
func TestWhoIsDemotedSeesNoMoreThanTheyMay(t *testing.T) {
	t.Parallel()
	for role, want := range map[campaign.Role]tabletopv1.TableRole{
		campaign.Player: tabletopv1.TableRole_TABLE_ROLE_PLAYER, campaign.Spectator: tabletopv1.TableRole_TABLE_ROLE_SPECTATOR,
	} {
		t.Run(role.String(), func(t *testing.T) {
			l, id := secondGM(t)
			stream := must(l.tables(l.player).Watch(t.Context(), &tabletopv1.WatchRequest{SessionId: id}))(t)
			if !stream.Receive() || stream.Msg().GetView().GetRole() != tabletopv1.TableRole_TABLE_ROLE_GM {
				t.Fatalf("watches %v", stream.Msg())
			}
			l.becomes(t, role)
			for stream.Receive() && stream.Msg().GetView().GetRole() != want {
			}
			// A spectator has no seat: they were sent from it, and are to look again.
			if err := stream.Err(); err != nil && (role != campaign.Spectator || connect.CodeOf(err) != connect.CodeNotFound) {
				t.Errorf("the stream broke off: %v", err)
			}
			if got := must(l.tables(l.player).GetView(t.Context(), &tabletopv1.GetViewRequest{SessionId: id}))(t).GetView().GetRole(); got != want {
				t.Errorf("looks as %v", got)
			}
			if l.hears(t, id) {
				t.Error("reads the secret roll")
			}
		})
	}
}

// demote is done past the service, as if this node had not got further.
func (l *lounge) demote(t *testing.T, role campaign.Role) {
	t.Helper()
	ids := must(campaign.Gate{Roles: l.store}.Member(session.WithCaller(t.Context(), session.Caller{User: session.UserID(l.gm.id)}), l.id))(t)
	them := must(campaign.Gate{Roles: l.store}.Member(session.WithCaller(t.Context(), session.Caller{User: session.UserID(l.player.id)}), l.id))(t)
	if role == 0 {
		if err := l.store.RemoveMember(t.Context(), ids.Campaign, them.User, ids.User); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := l.store.SetRole(t.Context(), ids.Campaign, them.User, ids.User, role); err != nil {
		t.Fatal(err)
	}
}

// A place that did not follow does when its owner reads.
func TestReadersAreLookedUp(t *testing.T) {
	t.Parallel()
	l, id := secondGM(t)
	l.demote(t, campaign.Player)
	if l.hears(t, id) {
		t.Error("reads the secret roll")
	}
	if got := must(l.tables(l.player).GetView(t.Context(), &tabletopv1.GetViewRequest{SessionId: id}))(t).GetView().GetRole(); got != tabletopv1.TableRole_TABLE_ROLE_PLAYER {
		t.Errorf("looks as %v", got)
	}
}

// Who was removed reads nothing more, by whatever service they ask.
func TestWhoIsRemovedReadsNothing(t *testing.T) {
	t.Parallel()
	for name, remove := range map[string]func(*lounge){
		"by the service": func(l *lounge) {
			must(l.gm.RemoveMember(t.Context(), &tabletopv1.RemoveMemberRequest{CampaignId: l.id, UserId: l.player.id}))(t)
			if room := must(l.gm.sessions.MySessions(t.Context(), &sessionv1.MySessionsRequest{}))(t).GetSessions()[0]; len(room.GetMembers()) != 1 {
				t.Errorf("at the table are %v", room.GetMembers())
			}
		},
		"past it": func(l *lounge) { l.demote(t, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			l, id := secondGM(t)
			remove(l)
			for what, err := range l.readings(t, l.player, id) {
				if connect.CodeOf(err) != connect.CodeNotFound {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
}

// readings are all ways to read of a table.
func (l *lounge) readings(t *testing.T, p *person, id string) map[string]error {
	t.Helper()
	errs := map[string]error{}
	said := func(what string, err error) { errs[what] = err }
	ctx := t.Context()
	_, err := p.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id})
	said("GetHistory", err)
	_, err = p.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id})
	said("GetSession", err)
	_, err = p.sessions.ListChat(ctx, &sessionv1.ListChatRequest{SessionId: id})
	said("ListChat", err)
	_, err = p.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id})
	said("JoinSession", err)
	_, err = p.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id})
	said("ForkSession", err)
	_, err = l.tables(p).GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id})
	said("GetView", err)
	_, err = l.tables(p).ListTalk(ctx, &tabletopv1.ListTalkRequest{SessionId: id})
	said("ListTalk", err)
	_, err = l.tables(p).MeasurePath(ctx, &tabletopv1.MeasurePathRequest{SessionId: id, Points: []*tabletopv1.Point{{}, {X: 1}}})
	said("MeasurePath", err)
	return errs
}

// Nobody opens a table past its campaign, not even its host; nor one that was opened
// before that was refused.
func TestTablesAreNeverPublic(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	for _, r := range []*sessionv1.SetVisibilityRequest{
		{SessionId: id, Visibility: sessionv1.Visibility_VISIBILITY_PUBLIC},
		{SessionId: id, Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE, Password: "sesame"},
	} {
		if _, err := l.gm.sessions.SetVisibility(ctx, r); connect.CodeOf(err) != connect.CodeFailedPrecondition {
			t.Errorf("opened: %v", err)
		}
	}
	_, err := l.gm.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: id})
	wantCode(t, err, connect.CodeFailedPrecondition)
	_, err = l.gm.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id})
	wantCode(t, err, connect.CodeFailedPrecondition)
	l.openedOnce(t, id)
	for what, err := range l.readings(t, l.stranger, id) {
		if connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("a stranger: %s: %v", what, err)
		}
	}
	list := must(l.stranger.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{Game: "tabletop"}))(t).GetSessions()
	if len(list) != 0 {
		t.Errorf("a stranger finds %v", list)
	}
}

// openedOnce writes into a table's log that it was opened, as older servers did.
func (l *lounge) openedOnce(t *testing.T, id string) {
	t.Helper()
	public := &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_AccessChanged_{AccessChanged: &sessionv1.RoomEvent_AccessChanged{
		Visibility: sessionv1.Visibility_VISIBILITY_PUBLIC,
	}}}
	body := must(proto.Marshal(&sessionv1.RecordBody{RoomEvents: []*sessionv1.RoomEvent{public}}))(t)
	records := must(l.store.Read(t.Context(), session.ID(id), 0, 1000))(t)
	r := session.Record{Session: session.ID(id), Version: int32(len(records)) + 1, Key: session.KeyOf(session.ID(id), "old", "opened"), Time: time.Now(), Body: body}
	if err := l.store.Append(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	l.runtime.Forget(session.ID(id))
}
