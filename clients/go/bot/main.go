// Command bot plays labyrinth over gRPC: it signs in as a guest, opens a table
// of its own, takes a character, and plays to the end with what its view offers.
//
//	go run ./clients/go/bot http://localhost:8080
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"connectrpc.com/connect"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
)

func main() {
	url := "http://localhost:8080"
	if len(os.Args) > 1 {
		url = os.Args[1]
	}
	if err := run(context.Background(), url); err != nil {
		log.Fatal("bot: ", err)
	}
}

// bot is a signed-in client at a table.
type bot struct {
	labyrinth labyrinthv1connect.LabyrinthServiceClient
	sessions  sessionv1connect.SessionServiceClient
	session   string
}

// overGRPC speaks gRPC without TLS (h2c), with a token on every call.
func overGRPC(token string) (*http.Client, connect.ClientOption) {
	protocols := &http.Protocols{}
	protocols.SetUnencryptedHTTP2(true)
	c := &http.Client{Transport: bearer{token: token, next: &http.Transport{Protocols: protocols}}}
	return c, connect.WithGRPC()
}

type bearer struct {
	token string
	next  http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	if b.token == "" {
		return b.next.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(r)
}

func run(ctx context.Context, url string) error {
	client, grpc := overGRPC("")
	guest, err := identityv1connect.NewIdentityServiceClient(client, url, grpc).SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: "Go bot"})
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	client, grpc = overGRPC(guest.GetAccessToken())
	b := bot{labyrinth: labyrinthv1connect.NewLabyrinthServiceClient(client, url, grpc), sessions: sessionv1connect.NewSessionServiceClient(client, url, grpc)}
	if err := b.sitDown(ctx); err != nil {
		return err
	}
	return b.play(ctx)
}

// sitDown opens a table for one, takes a character and starts.
func (b *bot) sitDown(ctx context.Context) error {
	players := int32(1)
	table, err := b.labyrinth.Create(ctx, &labyrinthv1.CreateRequest{MaxPlayers: &players, Difficulty: labyrinthv1.Difficulty_DIFFICULTY_EASY})
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	b.session = table.GetSessionId()
	characters, err := b.labyrinth.ListCharacters(ctx, &labyrinthv1.ListCharactersRequest{Type: labyrinthv1.CharacterType_CHARACTER_TYPE_PLAYER})
	if err != nil {
		return fmt.Errorf("characters: %w", err)
	}
	if _, err := b.labyrinth.SelectCharacter(ctx, &labyrinthv1.SelectCharacterRequest{SessionId: b.session, CharacterId: characters.GetCharacters()[0].GetId()}); err != nil {
		return fmt.Errorf("select: %w", err)
	}
	if _, err := b.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: b.session, Ready: true}); err != nil {
		return fmt.Errorf("ready: %w", err)
	}
	if _, err := b.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: b.session}); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	return nil
}

// play declares something each turn until there is a result.
func (b *bot) play(ctx context.Context) error {
	for turn := 0; ; turn++ {
		now, err := b.labyrinth.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: b.session})
		if err != nil {
			return fmt.Errorf("view: %w", err)
		}
		if r := now.GetView().GetResult(); r != nil {
			fmt.Printf("%s After %d turns; score %d.\n", r.GetText(), r.GetTurn(), r.GetSeats()[0].GetScore())
			return nil
		}
		if err := b.declare(ctx, now.GetView(), turn); err != nil {
			return fmt.Errorf("turn %d: %w", turn, err)
		}
	}
}

// declare fights what can be fought, walks on every other turn, and searches in
// between.
func (b *bot) declare(ctx context.Context, v *labyrinthv1.View, turn int) (err error) {
	offers := map[labyrinthv1.ActionType]*labyrinthv1.Action{}
	for _, a := range v.GetActions() {
		offers[a.GetType()] = a
	}
	fight, move := offers[labyrinthv1.ActionType_ACTION_TYPE_FIGHT], offers[labyrinthv1.ActionType_ACTION_TYPE_MOVE]
	switch {
	case len(fight.GetTargetIds()) > 0:
		_, err = b.labyrinth.Fight(ctx, &labyrinthv1.FightRequest{SessionId: b.session, TargetId: fight.GetTargetIds()[0]})
	case turn%2 == 1 && len(move.GetReach()) > 0:
		to := move.GetReach()[turn*7%len(move.GetReach())]
		_, err = b.labyrinth.Move(ctx, &labyrinthv1.MoveRequest{SessionId: b.session, Path: to.GetPath()})
	case offers[labyrinthv1.ActionType_ACTION_TYPE_EXPLORE] != nil:
		_, err = b.labyrinth.Explore(ctx, &labyrinthv1.ExploreRequest{SessionId: b.session})
	default:
		_, err = b.labyrinth.Stay(ctx, &labyrinthv1.StayRequest{SessionId: b.session})
	}
	return err
}
