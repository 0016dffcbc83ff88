package rpc

import (
	"context"
	"errors"
	"time"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	"playhouse/server/assistant"
	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// assistants is the AssistantService.
type assistants struct{ assistant *assistant.Service }

var _ arenav1connect.AssistantServiceHandler = assistants{}

// Assistant makes the AssistantService. Everybody has their own quota and proposals;
// what of a world goes into a prompt is what the caller may know of it.
func Assistant(a *assistant.Service, o ...connect.HandlerOption) Service {
	path, handler := arenav1connect.NewAssistantServiceHandler(assistants{a}, o...)
	return Mount(path, handler, map[string]Rule{
		"GetAssistant":     {SignedIn, Read},
		"AskAssistant":     {SignedIn, Heavy},
		"GenerateBehavior": {SignedIn, Heavy},
		"ListProposals":    {SignedIn, Read},
	})
}

func (s assistants) GetAssistant(ctx context.Context, _ *arenav1.GetAssistantRequest) (*arenav1.GetAssistantResponse, error) {
	return s.assistant.About(ctx)
}

func (s assistants) AskAssistant(ctx context.Context, r *arenav1.AskAssistantRequest, stream *connect.ServerStream[arenav1.AskAssistantResponse]) error {
	return s.assistant.Ask(ctx, r, stream.Send)
}

func (s assistants) GenerateBehavior(ctx context.Context, r *arenav1.GenerateBehaviorRequest, stream *connect.ServerStream[arenav1.GenerateBehaviorResponse]) error {
	return s.assistant.Generate(ctx, r, stream.Send)
}

func (s assistants) ListProposals(ctx context.Context, r *arenav1.ListProposalsRequest) (*arenav1.ListProposalsResponse, error) {
	return s.assistant.List(ctx, r)
}

// arenaWindow is what the assistant may tell of worlds: what its caller sees.
type arenaWindow struct{ arenas }

// ArenaWindow looks at worlds for the caller.
func ArenaWindow(d ArenaDesk) assistant.Worlds { return arenaWindow{arenas{d}} }

// Look is the world as the caller sees it.
func (w arenaWindow) Look(ctx context.Context, id string) (*arenav1.View, error) {
	s, err := w.Host.View(ctx, session.ID(id), 0)
	return s.View, err
}

// inspectWithin is how long an agent is waited for: a world that sleeps is woken.
const inspectWithin = 2 * time.Second

var errSeen = errors.New("seen")

// Inspect watches the world until the agent is in a frame.
func (w arenaWindow) Inspect(ctx context.Context, id string, agent int32) (*arenav1.Inspection, error) {
	timed, cancel := context.WithTimeout(ctx, inspectWithin)
	defer cancel()
	var found *arenav1.Inspection
	sight := keeper.Sight{Inspect: []int32{agent}, Admit: w.admit(id, 0)}
	err := w.Keeper.Watch(timed, session.ID(id), sight, func(m *arenav1.WatchWorldResponse) error {
		for _, i := range m.GetInspections() {
			if i.GetAgent() == agent {
				found = i
				return errSeen
			}
		}
		return nil
	})
	if found != nil || ctx.Err() == nil && timed.Err() != nil {
		return found, nil // an agent that is not there is nothing to tell of
	}
	return nil, err
}
