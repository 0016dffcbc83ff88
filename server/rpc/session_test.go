package rpc

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/postgres/postgrestest"
)

// wantRefusal checks code and reason of an error.
func wantRefusal(t *testing.T, err error, code connect.Code, reason string) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error = %v, want %v (%s)", err, code, reason)
		return
	}
	if got := reasonOf(err); got != reason {
		t.Errorf("reason = %q, want %q (%v)", got, reason, err)
	}
}

func reasonOf(err error) string {
	var wire *connect.Error
	if !errors.As(err, &wire) {
		return ""
	}
	for _, d := range wire.Details() {
		if m, err := d.Value(); err == nil {
			if r, ok := m.(*sessionv1.Refusal); ok {
				return r.GetReason()
			}
		}
	}
	return ""
}

// must is the answer of a call that has to succeed: must(call())(t).
func must[M any](m M, err error) func(t testing.TB) M {
	return func(t testing.TB) M {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
}

// table is a running game of two.
func (h *house) table(t *testing.T, target int32, a, b *player) string {
	t.Helper()
	ctx := t.Context()
	id := must(a.coin.Create(ctx, &coinv1.CreateRequest{Target: target}))(t).GetSessionId()
	must(b.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id}))(t)
	for _, p := range []*player{a, b} {
		must(p.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	}
	must(a.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}))(t)
	return id
}

func calling(id, command string, side coinv1.Side) *coinv1.CallRequest {
	return &coinv1.CallRequest{SessionId: id, CommandId: command, Side: side}
}

func view(t *testing.T, p *player, id string) *coinv1.GetViewResponse {
	t.Helper()
	return must(p.coin.GetView(t.Context(), &coinv1.GetViewRequest{SessionId: id}))(t)
}

// A sixth game is played to its end over every protocol, touching no core file.
func TestASixthGame(t *testing.T) {
	t.Parallel()
	for name, o := range map[string][]connect.ClientOption{
		"Connect": nil, "ConnectJSON": {connect.WithProtoJSON()}, "gRPC": {connect.WithGRPC()}, "gRPCWeb": {connect.WithGRPCWeb()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := oneHouse(t)
			ann, ben := h.guest(t, "Ann", o...), h.guest(t, "Ben", o...)
			id := h.table(t, 2, ann, ben)
			for range 100 {
				if view(t, ann, id).GetRoom().GetStatus() == sessionv1.SessionStatus_SESSION_STATUS_FINISHED {
					break
				}
				must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_HEADS)))(t)
				must(ben.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
			}
			v := view(t, ben, id)
			if v.GetView().GetWinner() == 0 || v.GetRoom().GetStatus() != sessionv1.SessionStatus_SESSION_STATUS_FINISHED {
				t.Errorf("not finished: %v", v)
			}
			checked := must(ben.sessions.VerifySession(t.Context(), &sessionv1.VerifySessionRequest{SessionId: id}))(t)
			if !checked.GetOk() || len(checked.GetRolls()) != int(v.GetView().GetFlips()) {
				t.Errorf("dice: ok %v, %d rolls for %d flips", checked.GetOk(), len(checked.GetRolls()), v.GetView().GetFlips())
			}
			_, err := ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_HEADS))
			wantRefusal(t, err, connect.CodeFailedPrecondition, "game_finished")
		})
	}
}

func TestTheSameCommandIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	nodes := []*house{newHouse(t, url, &bus.Local{}), newHouse(t, url, &bus.Local{}), newHouse(t, url, &bus.Local{})}
	ann, ben := nodes[0].guest(t, "Ann"), nodes[0].guest(t, "Ben")
	id := nodes[0].table(t, 1000, ann, ben)
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		versions = map[int32]int{}
	)
	for i := range 100 {
		node := nodes[i%len(nodes)].as(ann.token)
		wg.Go(func() {
			r, err := node.coin.Call(context.Background(), calling(id, "once", coinv1.Side_SIDE_HEADS))
			if err != nil {
				t.Errorf("call: %v", err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			versions[r.GetVersion()]++
		})
	}
	wg.Wait()
	if len(versions) != 1 {
		t.Errorf("answers = %v, want one version", versions)
	}
	_, err := ann.coin.Call(t.Context(), calling(id, "once", coinv1.Side_SIDE_TAILS))
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	// Another player's command of the same name is another command.
	must(ben.coin.Call(t.Context(), calling(id, "once", coinv1.Side_SIDE_TAILS)))(t)
}

func TestARetryLongAfterIsStillAnswered(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := h.table(t, 1000, ann, ben)
	first := must(ann.coin.Call(t.Context(), calling(id, "first", coinv1.Side_SIDE_HEADS)))(t)
	must(ben.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_HEADS)))(t)
	must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_HEADS)))(t)
	// A node that has just started knows nothing but the log; and the command
	// would be refused now.
	other := newHouse(t, h.db, &bus.Local{}).as(ann.token)
	again := must(other.coin.Call(t.Context(), calling(id, "first", coinv1.Side_SIDE_HEADS)))(t)
	if again.GetVersion() != first.GetVersion() {
		t.Errorf("second answer %d, first %d", again.GetVersion(), first.GetVersion())
	}
}

func TestRefusalsChangeNothing(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben, eve := h.guest(t, "Ann"), h.guest(t, "Ben"), h.guest(t, "Eve")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	before := view(t, ann, id).GetVersion()
	_, err := ann.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_HEADS))
	wantRefusal(t, err, connect.CodeFailedPrecondition, "not_running")
	_, err = ann.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "too_few_players")
	_, err = ben.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_a_member")
	_, err = ben.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_a_member")
	_, err = ben.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_HEADS))
	wantRefusal(t, err, connect.CodePermissionDenied, "not_seated")
	if after := view(t, ann, id).GetVersion(); after != before {
		t.Errorf("refused commands moved the log from %d to %d", before, after)
	}
	must(ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id}))(t)
	again := must(ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id}))(t)
	if n := len(again.GetRoom().GetMembers()); n != 2 {
		t.Errorf("joining twice made %d members", n)
	}
	_, err = eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "table_full")
	_, err = ann.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "not_all_ready")
	_, err = ben.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_host")
}

func TestBadRequestsNameTheField(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann := h.guest(t, "Ann")
	_, err := ann.coin.GetView(t.Context(), &coinv1.GetViewRequest{SessionId: "nonsense"})
	if connect.CodeOf(err) != connect.CodeInvalidArgument || !strings.Contains(err.Error(), "session_id") {
		t.Errorf("error = %v", err)
	}
	_, err = ann.sessions.SendChat(t.Context(), &sessionv1.SendChatRequest{SessionId: uuid.NewString(), Text: strings.Repeat("x", BodyMost+1)})
	if connect.CodeOf(err) != connect.CodeResourceExhausted {
		t.Errorf("oversized body = %v", err)
	}
	_, err = ann.coin.GetView(t.Context(), &coinv1.GetViewRequest{SessionId: uuid.NewString()})
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("missing session = %v", err)
	}
}

// A private session answers strangers like a missing one, on every way in.
func TestPrivateSessionsDoNotExistForStrangers(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, eve := h.guest(t, "Ann"), h.guest(t, "Eve")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE}))(t).GetSessionId()
	missing := uuid.NewString()
	for name, try := range map[string]func(string) error{
		"GetView": func(id string) error {
			_, err := eve.coin.GetView(ctx, &coinv1.GetViewRequest{SessionId: id})
			return err
		},
		"Call": func(id string) error {
			_, err := eve.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_HEADS))
			return err
		},
		"GetSession": func(id string) error {
			_, err := eve.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id})
			return err
		},
		"JoinSession": func(id string) error {
			_, err := eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id})
			return err
		},
		"SendChat": func(id string) error {
			_, err := eve.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: "hi"})
			return err
		},
		"ListChat": func(id string) error {
			_, err := eve.sessions.ListChat(ctx, &sessionv1.ListChatRequest{SessionId: id})
			return err
		},
		"GetHistory": func(id string) error {
			_, err := eve.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id})
			return err
		},
		"Verify": func(id string) error {
			_, err := eve.sessions.VerifySession(ctx, &sessionv1.VerifySessionRequest{SessionId: id})
			return err
		},
		"Fork": func(id string) error {
			_, err := eve.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id})
			return err
		},
		"Start": func(id string) error {
			_, err := eve.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id})
			return err
		},
		"Delete": func(id string) error {
			_, err := eve.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id})
			return err
		},
		"Signal": func(id string) error {
			_, err := eve.sessions.SendSignal(ctx, &sessionv1.SendSignalRequest{SessionId: id, Kind: "x"})
			return err
		},
		"Leave": func(id string) error {
			_, err := eve.sessions.LeaveSession(ctx, &sessionv1.LeaveSessionRequest{SessionId: id})
			return err
		},
		"Watch": func(id string) error {
			s, err := eve.coin.Watch(ctx, &coinv1.WatchRequest{SessionId: id})
			if err != nil {
				return err
			}
			defer func() { _ = s.Close() }()
			s.Receive()
			return s.Err()
		},
	} {
		foreign, none := try(id), try(missing)
		if connect.CodeOf(foreign) != connect.CodeNotFound || foreign.Error() != none.Error() {
			t.Errorf("%s: foreign %v, missing %v", name, foreign, none)
		}
	}
	if n := len(must(eve.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{}))(t).GetSessions()); n != 0 {
		t.Errorf("a stranger lists %d sessions", n)
	}
	invite := must(ann.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: id}))(t).GetInvite()
	_, err := eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Invite: invite + "x"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "invite_invalid")
	must(eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Invite: invite}))(t)
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{Password: "sesame"}))(t).GetSessionId()
	for _, wrong := range []string{"", "Sesame", "sesame "} {
		_, err := ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Password: wrong})
		wantRefusal(t, err, connect.CodeFailedPrecondition, "password_wrong")
	}
	room := must(ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Password: "sesame"}))(t).GetRoom()
	if !room.GetHasPassword() || len(room.GetMembers()) != 2 {
		t.Errorf("room = %v", room)
	}
}

// What one node writes, watchers on another see, though the bus carries nothing.
func TestAnotherNodesCommandsArriveWithoutABus(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	one, two := newHouse(t, url, &bus.Local{}), newHouse(t, url, &bus.Local{})
	ann, ben := one.guest(t, "Ann"), one.guest(t, "Ben")
	id := one.table(t, 1000, ann, ben)
	w := two.as(ben.token).watch(t, id, 0, nil)
	v := must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t).GetVersion()
	w.until(t, "the other node has polled", func(w *watch) bool { return w.version == v })
	// And it plays on, having caught up.
	must(two.as(ben.token).coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
	must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
}

func TestABotPlaysToTheEnd(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{Target: 3}))(t).GetSessionId()
	must(ann.sessions.AddBot(ctx, &sessionv1.AddBotRequest{SessionId: id}))(t)
	must(ann.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	must(ann.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}))(t)
	w := ann.watch(t, id, 0, nil)
	for range 200 {
		w.until(t, "it is my turn or over", func(w *watch) bool { return w.view.GetMayCall() || w.view.GetWinner() > 0 })
		if view(t, ann, id).GetView().GetWinner() > 0 {
			return
		}
		_, err := ann.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_HEADS))
		if err != nil && reasonOf(err) != "already_called" && reasonOf(err) != "game_finished" {
			t.Fatal(err)
		}
		v := view(t, ann, id).GetVersion()
		w.until(t, "my call is seen", func(w *watch) bool { return w.version >= v })
	}
	t.Error("200 calls and no winner")
}

// finish plays on alone to the end.
func (h *house) finish(t *testing.T, id string, p *player) {
	t.Helper()
	for range 10_000 {
		if _, err := p.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_HEADS)); reasonOf(err) == "game_finished" {
			return
		}
	}
	t.Fatal("10,000 calls and no end")
}

func TestForkIsAPrefixWithNewDice(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := h.table(t, 3, ann, ben)
	must(ann.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
	v := must(ben.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_TAILS)))(t).GetVersion()
	must(ann.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
	_, err := ben.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_host")
	_, err = ann.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id, Version: v})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "others_play")
	// Nor after sending them away: the past holds their secrets too.
	must(ann.sessions.KickMember(ctx, &sessionv1.KickMemberRequest{SessionId: id, Seat: 2}))(t)
	_, err = ann.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id, Version: v})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "others_play")
	h.finish(t, id, ann)
	fork := must(ann.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id, Version: v, CommandId: "f"}))(t).GetSessionId()
	again := must(ann.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id, Version: v, CommandId: "f"}))(t).GetSessionId()
	if again != fork {
		t.Error("a retried fork made a second session")
	}
	got := view(t, ann, fork)
	if got.GetView().GetFlips() != 1 || len(got.GetView().GetCalled()) != 0 || got.GetRoom().GetForkedFromSessionId() != id {
		t.Errorf("fork = %v", got)
	}
	if got.GetRoom().GetDiceCommitment() == view(t, ann, id).GetRoom().GetDiceCommitment() {
		t.Error("the fork rolls the same dice")
	}
	_, err = ann.sessions.ForkSession(ctx, &sessionv1.ForkSessionRequest{SessionId: id, Version: 1000})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_such_version")
}

func TestHistoryAndChatPage(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := h.table(t, 1000, ann, ben)
	for i := range 7 {
		must(ann.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: strings.Repeat("x", i+1)}))(t)
	}
	var lengths []int
	for token := ""; ; {
		page := must(ben.sessions.ListChat(ctx, &sessionv1.ListChatRequest{SessionId: id, PageSize: 3, PageToken: token}))(t)
		for _, line := range page.GetLines() {
			lengths = append(lengths, len(line.GetText()))
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(lengths) != 7 || lengths[0] != 7 || lengths[6] != 1 {
		t.Errorf("chat = %v, want newest first", lengths)
	}
	var actions []string
	for token := ""; ; {
		page := must(ben.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id, PageSize: 2, PageToken: token}))(t)
		for _, e := range page.GetEntries() {
			actions = append(actions, e.GetAction())
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if got := strings.Join(actions, ", "); got != strings.Join([]string{"opened", "joined", "joined", "started"}, ", ") {
		t.Errorf("history = %q", got)
	}
}

func TestLeavingHostPassesTheTableOn(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	must(ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id}))(t)
	room := must(ann.sessions.LeaveSession(ctx, &sessionv1.LeaveSessionRequest{SessionId: id}))(t).GetRoom()
	if room.GetHostUserId() != ben.id || len(room.GetMembers()) != 1 {
		t.Errorf("room = %v", room)
	}
	mine := must(ann.sessions.MySessions(ctx, &sessionv1.MySessionsRequest{}))(t).GetSessions()
	if len(mine) != 0 {
		t.Errorf("Ann left and still has %d sessions", len(mine))
	}
	must(ben.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id}))(t)
	_, err := ben.coin.GetView(ctx, &coinv1.GetViewRequest{SessionId: id})
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("deleted session = %v", err)
	}
}

func TestWhoWasSentAwayComesBackByInviteOnly(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	join := func(invite string) error {
		_, err := ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Invite: invite})
		return err
	}
	if err := join(""); err != nil {
		t.Fatal(err)
	}
	_, err := ann.sessions.KickMember(ctx, &sessionv1.KickMemberRequest{SessionId: id, UserId: ann.id})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_such_member")
	must(ann.sessions.KickMember(ctx, &sessionv1.KickMemberRequest{SessionId: id, UserId: ben.id}))(t)
	wantRefusal(t, join(""), connect.CodePermissionDenied, "kicked")
	if err := join(must(ann.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: id}))(t).GetInvite()); err != nil {
		t.Error(err)
	}
}

func TestListFiltersAndPages(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	for range 5 {
		must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t)
	}
	full := h.table(t, 5, ann, ben)
	seen := map[string]bool{}
	for token := ""; ; {
		page := must(ben.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{PageSize: 2, PageToken: token}))(t)
		for _, r := range page.GetSessions() {
			seen[r.GetSessionId()] = true
		}
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(seen) != 6 {
		t.Errorf("pages hold %d sessions, want 6", len(seen))
	}
	for name, c := range map[string]struct {
		r    *sessionv1.ListSessionsRequest
		want int
	}{
		"open":    {&sessionv1.ListSessionsRequest{Open: true}, 5},
		"running": {&sessionv1.ListSessionsRequest{Status: sessionv1.SessionStatus_SESSION_STATUS_RUNNING}, 1},
		"mine":    {&sessionv1.ListSessionsRequest{Mine: true}, 1},
		"game":    {&sessionv1.ListSessionsRequest{Game: "chess"}, 0},
		"text":    {&sessionv1.ListSessionsRequest{Text: "aNN"}, 6},
	} {
		if got := must(ben.sessions.ListSessions(ctx, c.r))(t).GetSessions(); len(got) != c.want {
			t.Errorf("%s: %d sessions, want %d", name, len(got), c.want)
		}
	}
	if got := must(h.as("").sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{Open: true}))(t).GetSessions(); len(got) != 5 {
		t.Errorf("a stranger sees %d open tables, want 5", len(got))
	}
	_, err := ben.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{PageToken: "nonsense"})
	if connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("bad token = %v", err)
	}
	if r := must(ben.sessions.MySessions(ctx, &sessionv1.MySessionsRequest{}))(t).GetSessions(); len(r) != 1 || r[0].GetSessionId() != full {
		t.Errorf("my sessions = %v", r)
	}
}

func TestSignalsReachWatchersAndAreNotLogged(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := h.table(t, 5, ann, ben)
	before := view(t, ann, id).GetVersion()
	s := must(ben.coin.Watch(ctx, &coinv1.WatchRequest{SessionId: id}))(t)
	defer func() { _ = s.Close() }()
	s.Receive()
	must(ann.sessions.SendSignal(ctx, &sessionv1.SendSignalRequest{SessionId: id, Kind: "ping", Data: []byte("here")}))(t)
	for s.Receive() {
		if got := s.Msg().GetSignals(); len(got) > 0 {
			if got[0].GetKind() != "ping" || got[0].GetUserId() != ann.id {
				t.Errorf("signal = %v", got[0])
			}
			break
		}
	}
	if after := view(t, ann, id).GetVersion(); after != before {
		t.Error("a signal was logged")
	}
}
