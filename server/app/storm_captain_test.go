package app_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"connectrpc.com/connect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/gen/playhouse/cosmic/v1/cosmicv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// stormCaptain flies through the storm: game commands with dice, each sent again
// until it is answered. Alone at the wheel, every answer must be the next version.
type stormCaptain struct {
	storm   *storm
	voyage  string
	version int32
	wrong   []error
}

// voyageBegun is the version of a voyage that was just made: opened, joined,
// begun.
const voyageBegun = 3

func (s *storm) castOff(ctx context.Context, t *testing.T) *stormCaptain {
	t.Helper()
	c := &stormCaptain{storm: s, version: voyageBegun}
	created, err := c.client(s.urls[0]).Create(ctx, &cosmicv1.CreateRequest{Endless: true})
	if err != nil {
		t.Fatal(err)
	}
	c.voyage = created.GetSessionId()
	s.talking.Go(func() { c.fly(ctx) })
	return c
}

func (c *stormCaptain) client(url string) cosmicv1connect.CosmicServiceClient {
	return cosmicv1connect.NewCosmicServiceClient(http.DefaultClient, url, connect.WithInterceptors(bearer(c.storm.token)))
}

func (c *stormCaptain) fly(ctx context.Context) {
	for n := 0; c.storm.talking.ctx.Err() == nil; n++ {
		view := c.view(ctx)
		if view == nil || view.GetMode() == cosmicv1.Mode_MODE_ENDED {
			return
		}
		c.do(ctx, fmt.Sprint("deed ", n), c.deed(view))
		time.Sleep(5 * stormPause)
	}
}

// view is what a node that is not behind shows.
func (c *stormCaptain) view(ctx context.Context) *cosmicv1.View {
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(ctx, 3*time.Second)
		r, err := c.client(c.storm.any()).GetView(try, &cosmicv1.GetViewRequest{SessionId: c.voyage})
		cancel()
		if err == nil && r.GetVersion() >= c.version {
			return r.GetView()
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil
}

type deed func(ctx context.Context, client cosmicv1connect.CosmicServiceClient, commandID string) (int32, error)

// deed is the first thing that can be done: wait, run, or choose.
func (c *stormCaptain) deed(v *cosmicv1.View) deed {
	switch v.GetMode() {
	case cosmicv1.Mode_MODE_COMBAT:
		return func(ctx context.Context, client cosmicv1connect.CosmicServiceClient, id string) (int32, error) {
			r, err := client.Flee(ctx, &cosmicv1.FleeRequest{SessionId: c.voyage, CommandId: id})
			return r.GetVersion(), err
		}
	case cosmicv1.Mode_MODE_EVENT:
		choices := v.GetEncounter().GetChoices()
		choice := choices[slices.IndexFunc(choices, (*cosmicv1.Choice).GetAllowed)].GetId()
		return func(ctx context.Context, client cosmicv1connect.CosmicServiceClient, id string) (int32, error) {
			r, err := client.Choose(ctx, &cosmicv1.ChooseRequest{SessionId: c.voyage, CommandId: id, ChoiceId: choice})
			return r.GetVersion(), err
		}
	default:
		return func(ctx context.Context, client cosmicv1connect.CosmicServiceClient, id string) (int32, error) {
			r, err := client.Scan(ctx, &cosmicv1.ScanRequest{SessionId: c.voyage, CommandId: id})
			return r.GetVersion(), err
		}
	}
}

// do sends a deed until it is answered, and expects the next version.
func (c *stormCaptain) do(ctx context.Context, id string, d deed) {
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(ctx, 3*time.Second)
		version, err := d(try, c.client(c.storm.any()), id)
		cancel()
		switch connect.CodeOf(err) {
		case connect.CodeFailedPrecondition, connect.CodeInvalidArgument, connect.CodeAlreadyExists:
			c.wrong = append(c.wrong, fmt.Errorf("%s was refused: %w", id, err))
			return
		}
		if err != nil {
			c.storm.failures.Add(1)
			time.Sleep(20 * time.Millisecond)
			continue
		}
		if c.version++; version != c.version {
			c.wrong = append(c.wrong, fmt.Errorf("%s was answered at %d, not at %d", id, version, c.version))
			c.version = version
		}
		return
	}
}

// home ends the voyage and has its dice opened.
func (c *stormCaptain) home(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	for _, err := range c.wrong {
		t.Error(err)
	}
	if v := c.view(ctx); v.GetMode() != cosmicv1.Mode_MODE_ENDED {
		for v.GetMode() != cosmicv1.Mode_MODE_CRUISE && v.GetMode() != cosmicv1.Mode_MODE_ENDED {
			c.do(ctx, fmt.Sprint("last ", c.version), c.deed(v))
			v = c.view(ctx)
		}
		if v.GetMode() == cosmicv1.Mode_MODE_CRUISE {
			c.do(ctx, "retire", func(ctx context.Context, client cosmicv1connect.CosmicServiceClient, id string) (int32, error) {
				r, err := client.Retire(ctx, &cosmicv1.RetireRequest{SessionId: c.voyage, CommandId: id})
				return r.GetVersion(), err
			})
		}
	}
	var (
		r   *sessionv1.VerifySessionResponse
		err error
	)
	// The node that is asked may not have heard of the end yet.
	for asked := time.Now(); time.Since(asked) < healsWithin; time.Sleep(100 * time.Millisecond) {
		r, err = c.storm.talker(c.storm.urls[0]).VerifySession(ctx, &sessionv1.VerifySessionRequest{SessionId: c.voyage})
		if connect.CodeOf(err) != connect.CodeFailedPrecondition {
			break
		}
	}
	if err != nil || !r.GetOk() {
		t.Errorf("the voyage's dice: %v %v", r.GetOk(), err)
	}
	t.Logf("the captain did %d deeds with %d rolls", c.version-voyageBegun, len(r.GetRolls()))
}
