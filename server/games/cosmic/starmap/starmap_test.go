package starmap

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/cosmic/balance"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// text is a map, line by line.
func (m *Map) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "start %s\n", m.Start)
	for _, r := range m.Regions {
		fmt.Fprintf(&b, "%+v\n", r)
	}
	for _, n := range m.Nodes {
		fmt.Fprintf(&b, "%+v\n", n)
	}
	fmt.Fprintf(&b, "%v\n%v\n", m.Links, m.RegionLinks)
	return b.String()
}

// TestMapsNeverChange pins maps. A difference here changes the seeds that
// players share, and voyages that shall be verified.
func TestMapsNeverChange(t *testing.T) {
	t.Parallel()
	b := balance.Default()
	var got strings.Builder
	for _, seed := range []string{"", "a", "tarn", "Tarn", "playhouse", "daily/2026-11-20", "0", "1", "2", "42", "Grüße, 世界", strings.Repeat("x", 100)} {
		fmt.Fprintf(&got, "%q %x\n", seed, sha256.Sum256([]byte(Make(seed, b).text())))
	}
	fmt.Fprint(&got, "\n", Make("tarn", b).text())
	const file = "testdata/maps.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("maps differ from %s: %s", file, diff)
	}
}

func TestNewNamesLeaveTheGeometryAlone(t *testing.T) {
	t.Parallel()
	b := balance.Default()
	before := Make("tarn", b)
	b.Map.Names.First[0], b.Map.Names.First[1] = "Newname", "Othername"
	after := Make("tarn", b)
	for i := range after.Nodes {
		before.Nodes[i].Name, after.Nodes[i].Name = "", ""
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

func TestMissingServicesAreGiven(t *testing.T) {
	t.Parallel()
	b := balance.Default()
	for i := range b.NodeTypes {
		b.NodeTypes[i].Repair, b.NodeTypes[i].Trade = 0, 0
	}
	for i := range 50 {
		if err := winnable(Make(fmt.Sprint(i), b), b); err != nil {
			t.Errorf("seed %d: %v", i, err)
		}
	}
}

func TestCrowdedRegionsGiveUpTheirDistance(t *testing.T) {
	t.Parallel()
	points := scatter(newSource("crowd", "x"), 20, 10, 8)
	if len(points) != 20 {
		t.Errorf("%d points", len(points))
	}
}

func BenchmarkMake(b *testing.B) {
	data := balance.Default()
	for i := 0; b.Loop(); i++ {
		Make(fmt.Sprint(i), data)
	}
}
