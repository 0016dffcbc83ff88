package cosmic

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// TestOldLogsFoldForEver folds logs that earlier versions wrote, and shows what
// came of them. -update writes one that is missing; one that is there is never
// rewritten.
func TestOldLogsFoldForEver(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"voyage", "endless", "fortune", "fight", "labours"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := "testdata/logs/1-" + name + ".log"
			if _, err := os.Stat(file); *update && errors.Is(err, fs.ErrNotExist) {
				must(t, os.WriteFile(file, []byte(recorded(t, name)), 0o600))
			}
			f, err := os.Open(file)
			must(t, err)
			defer func() { must(t, f.Close()) }()
			s, end := (Game{}).New(), ""
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 1<<20) // the first event carries the map
			for lines.Scan() {
				if text, found := strings.CutPrefix(lines.Text(), "# "); found {
					end = text
					continue
				}
				raw, err := base64.StdEncoding.DecodeString(lines.Text())
				must(t, err)
				e := &cosmicv1.Event{}
				must(t, proto.Unmarshal(raw, e))
				s, err = apply(s, e)
				must(t, err)
				embedded.View(s, viewer)
			}
			if got := position(s); got != end {
				t.Errorf("the log ends with\n%s, not\n%s", got, end)
			}
		})
	}
}

// position is what must not change about how an old voyage stood.
func position(s State) string {
	return fmt.Sprintf("turn %d at %s status %v score %d health %d credits %d fuel %d food %d ship %s/%d %v cargo %v crew %d quests %d/%d reputation %v fight %v achieved %d known %d visited %d",
		s.turn, s.at, s.status, s.outcome.GetScore(), s.health, s.credits, s.fuel, s.food, s.ship.kind, s.ship.hull, s.ship.modules, s.cargo, len(s.crew),
		s.questsDone(), len(s.quests), s.reputation, s.fight != nil, len(s.achieved), len(s.known), len(s.visited))
}

// recorded is the log of a voyage at random, an event a line: to its end, for a
// while, or into a fight.
func recorded(t *testing.T, name string) string {
	t.Helper()
	b := fortune(t, 5, &cosmicv1.CreateRequest{Seed: name, Endless: name != "voyage"})
	if name == "voyage" {
		b = voyage(t, 5, &cosmicv1.CreateRequest{Seed: name})
	}
	if name == "labours" {
		labours(t, b)
	}
	chance := rand.New(rand.NewPCG(7, 7))
	for step := 0; step < 250 && b.State().status == underWay && (name != "fight" || b.State().fight == nil || b.State().fight.round < 3); step++ {
		b.Now = b.Now.Add(1500000000)
		stagger(t, b, chance)
	}
	var out strings.Builder
	for _, e := range b.Events() {
		out.WriteString(base64.StdEncoding.EncodeToString(marshal(t, e)) + "\n")
	}
	return out.String() + "# " + position(b.State()) + "\n"
}

// labours brings what walks at random seldom bring: mining, salvaging, a medic's
// work, an enemy that flees, a quest done.
func labours(t *testing.T, b *sandbox) {
	t.Helper()
	act := func(do func(*play)) {
		must(t, b.Do(1, func(turn session.Turn, s State) ([]*cosmicv1.Event, error) {
			p := &play{helm: embedded.helm(s), t: turn}
			do(p)
			return p.done()
		}))
	}
	must(t, b.Do(1, rpc(Game.BuyShip, &cosmicv1.BuyShipRequest{Type: "explorer"})))
	for _, id := range []string{"mining_laser", "salvager", "laser_cannon"} {
		must(t, b.Do(1, rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: id})))
	}
	s, m := offering(t, b.State(), "local_post")
	m.Tasks[0].Guard = ""
	act(func(p *play) {
		p.emit(&cosmicv1.Event_QuestsOffered{NodeId: s.at, Missions: []*cosmicv1.Event_Mission{m}})
		p.emit(&cosmicv1.Event_QuestAccepted{Id: m.GetId()})
		p.emit(&cosmicv1.Event_Travelled{NodeId: m.GetTasks()[0].GetNodeId(), Fuel: p.fuel})
	})
	for _, kind := range []string{"asteroid_field", "derelict"} {
		act(func(p *play) {
			p.emit(&cosmicv1.Event_Travelled{NodeId: somewhere(t, p.State, ofType(kind)).at, Fuel: 100})
		})
		for range 3 {
			act(func(p *play) {
				for item, n := range p.cargo {
					p.lose(item, n, "a test")
				}
			})
			must(t, b.Do(1, action(map[string]string{"asteroid_field": "mine", "derelict": "salvage"}[kind])))
		}
	}
	act(func(p *play) {
		p.hurt(20, "a fall")
		p.heal(5, "the medic")
		p.meet("pirate_scout", "")
		p.emit(&cosmicv1.Event_EnemyFled{})
	})
}

// TestOldLogsHaveEveryKindOfEvent, so that none loses its meaning unnoticed.
func TestOldLogsHaveEveryKindOfEvent(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/logs/*.log")
	must(t, err)
	kept := map[protoreflect.Name]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(t, err)
		for line := range strings.Lines(string(raw)) {
			event, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
			e := &cosmicv1.Event{}
			if err == nil && proto.Unmarshal(event, e) == nil {
				m := e.ProtoReflect()
				kept[m.WhichOneof(m.Descriptor().Oneofs().Get(0)).Name()] = true
			}
		}
	}
	fields := (&cosmicv1.Event{}).ProtoReflect().Descriptor().Oneofs().Get(0).Fields()
	for i := range fields.Len() {
		if name := fields.Get(i).Name(); !kept[name] {
			t.Errorf("no kept log has %s", name)
		}
	}
}
