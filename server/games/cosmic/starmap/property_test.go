package starmap

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/cosmic/balance"
)

const seeds = 3000

// eachSeed checks the maps of many seeds.
func eachSeed(t *testing.T, check func(*Map, *balance.Balance) error) {
	t.Helper()
	b := balance.Default()
	for i := range seeds {
		seed := fmt.Sprintf("seed %d", i)
		if err := check(Make(seed, b), b); err != nil {
			t.Fatalf("%s: %v", seed, err)
		}
	}
}

// reach is what can be reached over links.
func reach(from string, links []Link) map[string]bool {
	seen, queue := map[string]bool{from: true}, []string{from}
	for len(queue) > 0 {
		here := queue[0]
		queue = queue[1:]
		for _, l := range links {
			for _, way := range []Link{l, {l.To, l.From}} {
				if way.From == here && !seen[way.To] {
					seen[way.To], queue = true, append(queue, way.To)
				}
			}
		}
	}
	return seen
}

// connected: from the start over regions and nodes, everywhere; links are once
// each, between two, in order.
func connected(m *Map) error {
	start, _ := m.Node(m.Start)
	if n := len(reach(start.Region, m.RegionLinks)); n != len(m.Regions) {
		return fmt.Errorf("%d regions of %d are reached", n, len(m.Regions))
	}
	for _, r := range m.Regions {
		reached := reach(r.Gate, m.Links)
		for _, n := range m.Nodes {
			if (n.Region == r.ID) != reached[n.ID] {
				return fmt.Errorf("from %s: %s is reached: %v", r.Gate, n.ID, reached[n.ID])
			}
		}
	}
	for _, links := range [][]Link{m.Links, m.RegionLinks} {
		for i, l := range links {
			if l.From >= l.To || slices.Contains(links[:i], l) {
				return fmt.Errorf("link %v", l)
			}
		}
	}
	return nil
}

// winnable says whether a voyage could be won here, by trade, by work or by the
// chain: services at the start, markets and a yard elsewhere, every place that
// the chain leads to, somewhere to mine and to salvage.
func winnable(m *Map, b *balance.Balance) error {
	start, ok := m.Node(m.Start)
	home, _ := m.Region(start.Region)
	if !ok || home.Type != balance.CoreWorlds || start.Type != balance.Station || !start.Repair || !start.Trade {
		return fmt.Errorf("start %+v in %+v", start, home)
	}
	markets, yards, kinds, places := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, n := range m.Nodes {
		r, _ := m.Region(n.Region)
		kinds[n.Type], places[r.Type+"/"+n.Type] = true, true
		if n.Region != start.Region {
			markets[n.Region] = markets[n.Region] || n.Trade
			yards[n.Region] = yards[n.Region] || n.Repair
		}
	}
	if count(markets) < 2 || count(yards) < 1 {
		return fmt.Errorf("markets in %v, yards in %v", markets, yards)
	}
	for _, kind := range []string{balance.AsteroidField, balance.Derelict} {
		if !kinds[kind] {
			return fmt.Errorf("no %s", kind)
		}
	}
	for _, l := range b.Quests.Chain {
		if !places[l.Region+"/"+l.NodeType] {
			return fmt.Errorf("nowhere to do %s", l.ID)
		}
	}
	return connected(m)
}

func count(set map[string]bool) (n int) {
	for _, in := range set {
		if in {
			n++
		}
	}
	return n
}

func TestEveryMapIsConnectedAndWinnable(t *testing.T) {
	t.Parallel()
	eachSeed(t, winnable)
}

func TestEveryMapIsTheSameOnEachRun(t *testing.T) {
	t.Parallel()
	b := balance.Default()
	for i := range seeds / 4 {
		seed := fmt.Sprintf("seed %d", i)
		if one, two := Make(seed, b).text(), Make(seed, b).text(); one != two {
			t.Fatal(cmp.Diff(one, two))
		}
	}
}

func TestEveryMapHasTheDesignsShape(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(m *Map, b *balance.Balance) error {
		types, names := map[string]bool{}, map[string]bool{}
		perRegion, perLinks := map[string][]Node{}, map[string]int{}
		for _, n := range m.Nodes {
			perRegion[n.Region] = append(perRegion[n.Region], n)
			names[n.Name] = true
		}
		for _, l := range m.Links {
			n, _ := m.Node(l.From)
			perLinks[n.Region]++
		}
		for _, r := range m.Regions {
			types[r.Type], names[r.Name] = true, true
			nodes, extra := perRegion[r.ID], perLinks[r.ID]-(len(perRegion[r.ID])-1)
			if len(nodes) < 3 || len(nodes) > 8 || extra < 1 || extra > len(nodes)/2 {
				return fmt.Errorf("%s: %d nodes, %d extra links", r.ID, len(nodes), extra)
			}
			shape, _ := b.Region(r.Type)
			for i, kind := range shape.FirstNodes {
				if nodes[i].Type != kind {
					return fmt.Errorf("%s: node %d is a %s", r.ID, i, nodes[i].Type)
				}
			}
			if n := regionLinks(m, r.ID); n < 1 || n > 4 {
				return fmt.Errorf("%s: %d links", r.ID, n)
			}
		}
		if len(types) != 5 || len(names) != len(m.Nodes)+5 {
			return fmt.Errorf("types %v, %d names", types, len(names))
		}
		return spaced(m, b)
	})
}

func regionLinks(m *Map, id string) (n int) {
	for _, l := range m.RegionLinks {
		if l.From == id || l.To == id {
			n++
		}
	}
	return n
}

// spaced: within the map, near the region, apart from the others, with danger
// half its type's and half its region's.
func spaced(m *Map, b *balance.Balance) error {
	for i, n := range m.Nodes {
		r, _ := m.Region(n.Region)
		t, _ := b.NodeType(n.Type)
		shape, _ := b.Region(r.Type)
		if n.X < -1000 || n.X > 1000 || n.Y < -1000 || n.Y > 1000 || n.at().square(r.at()) > b.Map.RegionRadius*b.Map.RegionRadius {
			return fmt.Errorf("%s at %d, %d", n.ID, n.X, n.Y)
		}
		if math.Abs(n.Danger-(t.Danger+shape.Danger)/2) > 1e-4 {
			return fmt.Errorf("%s: danger %v", n.ID, n.Danger)
		}
		for _, o := range m.Nodes[:i] {
			if n.at().square(o.at()) < b.Map.MinDistance*b.Map.MinDistance {
				return fmt.Errorf("%s and %s are too near", n.ID, o.ID)
			}
		}
	}
	return nil
}

// TestServicesComeAsOftenAsTheyShould: the share over all maps is the type's
// chance, but for what the rule adds.
func TestServicesComeAsOftenAsTheyShould(t *testing.T) {
	t.Parallel()
	all, repair, trade := map[string]float64{}, map[string]float64{}, map[string]float64{}
	eachSeed(t, func(m *Map, _ *balance.Balance) error {
		for _, n := range m.Nodes {
			all[n.Type]++
			if n.Repair {
				repair[n.Type]++
			}
			if n.Trade {
				trade[n.Type]++
			}
		}
		return nil
	})
	for _, kind := range balance.Default().NodeTypes {
		for _, s := range []struct{ got, want float64 }{{repair[kind.Type], kind.Repair}, {trade[kind.Type], kind.Trade}} {
			if share := s.got / all[kind.Type]; share < s.want-.03 || share > s.want+.03 {
				t.Errorf("%s: %.3f, want %.2f", kind.Type, share, s.want)
			}
		}
	}
}
