package terminal

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// asked records which procedures are called, and answers none.
type asked struct{ procedures []string }

func (a *asked) RoundTrip(r *http.Request) (*http.Response, error) {
	a.procedures = append(a.procedures, r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:])
	return nil, errors.New("nobody is there")
}

// pages are all pages of all views there are in these tests.
func pages() map[string]page {
	all := map[string]page{}
	views := map[string]*cosmicv1.View{"cruise": cruise(), "fight": fight(), "event": event(), "ended": ended(), "endless": endless(), "podless": podless()}
	for name, v := range views {
		for s := start; s <= help; s++ {
			k := scene(v, s, size{80, 24})
			all[name+" "+pageOf(k).title] = pageOf(k)
		}
	}
	return all
}

func endless() *cosmicv1.View {
	v := cruise()
	v.Options = &cosmicv1.Options{Endless: true}
	v.Actions = append(v.Actions, &cosmicv1.Action{Id: "retire", Name: "Retire", Allowed: true})
	return v
}

func podless() *cosmicv1.View {
	v := cruise()
	v.Pod = nil
	v.Yard.PodAllowed, v.Yard.PodMessage = true, ""
	return v
}

// Every command of the service can be given by some key: whatever the view
// allows can be done here.
func TestEveryCommandHasADeed(t *testing.T) {
	t.Parallel()
	wire := &asked{}
	l, err := uplink.New(uplink.Config{Server: "http://localhost:1", Key: "key", Transport: wire})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages() {
		for i := range p.rows {
			for _, d := range p.offers(i) {
				answers := make([]string, len(d.asks))
				for n, a := range d.asks {
					answers[n] = a.preset
				}
				if o := d.do(answers).order; o != nil {
					_, _ = o(context.Background(), uplink.Call{Link: l, Session: sessionID, ID: "id"})
				}
			}
		}
	}
	methods := cosmicv1.File_playhouse_cosmic_v1_cosmic_service_proto.Services().ByName("CosmicService").Methods()
	for i := range methods.Len() {
		m := methods.Get(i)
		isCommand := m.Input().Fields().ByName("command_id") != nil && m.Input().Fields().ByName("session_id") != nil
		if isCommand && !slices.Contains(wire.procedures, string(m.Name())) {
			t.Errorf("no key leads to %s", m.Name())
		}
	}
	if methods.ByName(protoreflect.Name("Navigate")) == nil {
		t.Fatal("the service has no Navigate: this test looks at the wrong place")
	}
}

// No key means two things on one screen, and none hides one that works
// everywhere.
func TestKeysAreUnambiguous(t *testing.T) {
	t.Parallel()
	everywhere := []string{"q", "j", "k", "l", "?", "esc", "tab", "1", "2", "3", "4", "5", "6", "7", "8"}
	for name, p := range pages() {
		for i := range p.rows {
			seen := map[string]bool{}
			for _, d := range p.offers(i) {
				if d.key == "" || seen[d.key] || slices.Contains(everywhere, d.key) {
					t.Errorf("%s: key %q of %s is taken", name, d.key, d.label)
				}
				seen[d.key] = true
			}
		}
	}
}

// What the view bars is not done, and says why.
func TestBarredDeedsSayWhy(t *testing.T) {
	t.Parallel()
	m := &model{known: scene(cruise(), bridge, size{80, 24})}
	m.spots[bridge] = spot{id: "r3"}
	for key, want := range map[string]string{"enter": "It takes 80 fuel", "m": "nothing to mine", "p": "a pod aboard"} {
		if cmd := m.deedKey(key); cmd != nil || m.busy != nil {
			t.Errorf("%s was done", key)
		}
		if !strings.Contains(m.said, want) {
			t.Errorf("%s says %q, want %q", key, m.said, want)
		}
	}
}
