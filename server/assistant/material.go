package assistant

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// Bounds of what a model is told, in bytes.
const (
	configMost = 2 << 10
	agentMost  = 3 << 10
	teamsMost  = 1 << 10
	faultsMost = 2 << 10
)

// faultsTold is how many faults are told, the latest.
const faultsTold = 10

// Material is what an author is told beside the words of the asker. All of it was
// written by users, or may have been.
type Material struct {
	// Source is what is being edited, and Tier in what.
	Source string
	Tier   arenav1.Tier
	// World are parts that tell of the world, each with its name.
	World []Part
}

// Part is a named text.
type Part struct{ Name, Text string }

// gather reads what the caller may know of what the request is about.
func (s *Service) gather(ctx context.Context, c *arenav1.AssistantContext) (Material, error) {
	m := Material{Source: clean(c.GetSource()), Tier: tierOf(c.GetTier())}
	if c.GetSessionId() == "" || s.Worlds == nil {
		return m, nil
	}
	view, err := s.Worlds.Look(ctx, c.GetSessionId())
	if err != nil {
		return m, err
	}
	m.World = append(m.World, Part{"world", whole(view)}, Part{"parameters of the world", short(view.GetConfig(), configMost)})
	if faults := view.GetFaults(); len(faults) > 0 {
		m.World = append(m.World, Part{"what failed in behaviors lately", failures(faults)})
	}
	if c.GetAgent() == 0 {
		return m, nil
	}
	agent, err := s.Worlds.Inspect(ctx, c.GetSessionId(), c.GetAgent())
	if err != nil {
		return m, err
	}
	if agent != nil {
		m.World = append(m.World, Part{"the selected agent", short(agent, agentMost)})
	}
	return m, nil
}

// whole tells of a world in a few lines.
func whole(v *arenav1.View) string {
	var b strings.Builder
	fmt.Fprintf(&b, "tick %d, running: %v, walls: %d, control points: %d, the asker's team: %d\n", v.GetTick(), v.GetRunning(), len(v.GetWalls()), len(v.GetPoints()), v.GetOwnTeam())
	for _, t := range v.GetTeams() {
		fmt.Fprintf(&b, "team %d %q does %q\n", t.GetTeam(), line(t.GetName(), nameMost), line(t.GetBehavior().GetName(), nameMost))
	}
	return cut(b.String(), teamsMost)
}

func failures(all []*arenav1.Fault) string {
	var b strings.Builder
	for _, f := range all[max(0, len(all)-faultsTold):] {
		fmt.Fprintf(&b, "%q, line %d, tick %d: %s\n", line(f.GetBehavior(), nameMost), f.GetLine(), f.GetTick(), line(f.GetMessage(), 200))
	}
	return cut(b.String(), faultsMost)
}

// short is a message as JSON, cut.
func short(m proto.Message, most int) string {
	b, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		return ""
	}
	return cut(clean(string(b)), most)
}

// cut is at most so many bytes of a text, and says where it was cut.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + " … (cut)"
}
