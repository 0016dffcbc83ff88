package app_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
)

// guest is a signed-in player of labyrinth.
type guest struct {
	labyrinthv1connect.LabyrinthServiceClient
	sessions sessionv1connect.SessionServiceClient
}

func newGuest(t *testing.T, url, name string) guest {
	t.Helper()
	token := signIn(t, url, name)
	auth := connect.WithInterceptors(connect.UnaryInterceptorFunc(func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
			r.Header().Set("Authorization", "Bearer "+token)
			return next(ctx, r)
		}
	}))
	return guest{
		LabyrinthServiceClient: labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, url, auth),
		sessions:               sessionv1connect.NewSessionServiceClient(http.DefaultClient, url, auth),
	}
}

func reason(err error) string {
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

// Bad input gets its code and reason from the API, and nothing changes.
func TestLabyrinthRefusesBadInput(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, nil).URL
	ann, ben := newGuest(t, url, "Ann"), newGuest(t, url, "Ben")
	created, err := ann.Create(ctx, &labyrinthv1.CreateRequest{Seed: "a", MaxPlayers: new(int32(2))})
	if err != nil {
		t.Fatal(err)
	}
	id := created.GetSessionId()
	choose := func(g guest, character string) error {
		_, err := g.SelectCharacter(ctx, &labyrinthv1.SelectCharacterRequest{SessionId: id, CharacterId: character})
		return err
	}
	ready := func(g guest) error {
		_, err := g.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true})
		return err
	}
	create := func(r *labyrinthv1.CreateRequest) func() error {
		return func() error { _, err := ann.Create(ctx, r); return err }
	}
	move := func(g guest, d labyrinthv1.Direction) error {
		_, err := g.Move(ctx, &labyrinthv1.MoveRequest{SessionId: id, Direction: d})
		return err
	}
	version := func() int32 {
		v, err := ann.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: id})
		if err != nil {
			t.Fatal(err)
		}
		return v.GetVersion()
	}
	type bad struct {
		name   string
		call   func() error
		code   connect.Code
		reason string
		says   string
	}
	check := func(cases []bad) {
		for _, c := range cases {
			before, err := version(), c.call()
			if connect.CodeOf(err) != c.code || reason(err) != c.reason || (err != nil && !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%s: %v (reason %q), want %v %q naming %q", c.name, err, reason(err), c.code, c.reason, c.says)
			}
			if version() != before {
				t.Errorf("%s changed the log", c.name)
			}
		}
	}
	check([]bad{
		{"unknown generator", create(&labyrinthv1.CreateRequest{Generator: 9}), connect.CodeInvalidArgument, "", "generator"},
		{"size 3", create(&labyrinthv1.CreateRequest{Size: new(int32(3))}), connect.CodeInvalidArgument, "", "size"},
		{"size 65", create(&labyrinthv1.CreateRequest{Size: new(int32(65))}), connect.CodeInvalidArgument, "", "size"},
		{"classic of 11", create(&labyrinthv1.CreateRequest{Size: new(int32(11)), Generator: labyrinthv1.Generator_GENERATOR_CLASSIC}), connect.CodeInvalidArgument, "", "size"},
		{"seed of 101", create(&labyrinthv1.CreateRequest{Seed: strings.Repeat("ü", 101)}), connect.CodeInvalidArgument, "", "seed"},
		{"unknown scenario", create(&labyrinthv1.CreateRequest{Scenario: "tea"}), connect.CodeInvalidArgument, "invalid_scenario", "scenario"},
		{"ready without a character", func() error { return ready(ann) }, connect.CodeFailedPrecondition, "no_character", ""},
		{"no such character", func() error { return choose(ann, "nobody") }, connect.CodeFailedPrecondition, "no_such_character", ""},
		{"a stranger chooses", func() error { return choose(ben, "surgeon") }, connect.CodePermissionDenied, "not_seated", ""},
		{"move in the lobby", func() error { return move(ann, 1) }, connect.CodeFailedPrecondition, "not_running", ""},
		{"missing session", func() error {
			_, err := ann.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: uuid.NewString()})
			return err
		}, connect.CodeNotFound, "not_found", ""},
	})
	if _, err := ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Role: sessionv1.Role_ROLE_PLAYER}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(choose(ann, "surgeon"), ready(ann)); err != nil {
		t.Fatal(err)
	}
	cat := newGuest(t, url, "Cat")
	check([]bad{
		{"character taken", func() error { return choose(ben, "surgeon") }, connect.CodeAlreadyExists, "character_taken", ""},
		{"choosing while ready", func() error { return choose(ann, "chief") }, connect.CodeFailedPrecondition, "ready_locked", ""},
		{"a full table", func() error {
			_, err := cat.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id})
			return err
		}, connect.CodeFailedPrecondition, "table_full", ""},
	})
	if err := errors.Join(choose(ben, "chief"), ready(ben)); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}); err != nil {
		t.Fatal(err)
	}
	view, err := ann.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: id})
	if err != nil {
		t.Fatal(err)
	}
	check([]bad{
		{"a move through a wall", func() error { return move(ann, closedSide(view.GetView())) }, connect.CodeFailedPrecondition, "wall", ""},
		{"a move to nowhere", func() error { return move(ann, 0) }, connect.CodeInvalidArgument, "", "direction"},
		{"a fight with nobody", func() error {
			_, err := ann.Fight(ctx, &labyrinthv1.FightRequest{SessionId: id, TargetId: "nobody"})
			return err
		}, connect.CodeFailedPrecondition, "no_such_target", ""},
	})
}

// closedSide is a wall of the tile that the viewer's party stands on.
func closedSide(v *labyrinthv1.View) labyrinthv1.Direction {
	cell := v.GetFigures()["p1"].GetCell()
	open := map[labyrinthv1.Direction]bool{}
	for _, d := range v.GetTiles()[cell.GetY()*v.GetOptions().GetSize()+cell.GetX()].GetOpenDirections() {
		open[d] = true
	}
	for d := labyrinthv1.Direction(1); d <= 4; d++ {
		if !open[d] {
			return d
		}
	}
	return 0
}
