package script

import (
	"math"
	"strings"

	"go.starlark.net/starlark"

	"playhouse/server/games/arena/mind"
)

// view is what one decision is made from.
type view struct {
	ask       *mind.Ask
	neighbors *starlark.List // made when first asked for
}

// ofSelf, ofWorld and ofNeighbor are what a script can read, made from the terms of
// mind.
var (
	ofNeighbor = newKind("neighbor", neighborFields)
	ofSelf     = newKind("self", append(selfFields, senseFields(own)...))
	ofWorld    = newKind("world", append(worldFields, append(senseFields(own), groupFields()...)...))
)

var selfFields = []field[view]{
	{Term{"id", kindField, "number", "own id"}, func(v *view) starlark.Value { return starlark.MakeInt(int(v.ask.Agent)) }},
	{Term{"x", kindField, "units", "own place, to the right"}, func(v *view) starlark.Value { return starlark.Float(v.ask.X) }},
	{Term{"y", kindField, "units", "own place, down"}, func(v *view) starlark.Value { return starlark.Float(v.ask.Y) }},
	{Term{"vx", kindField, "units a second", "own velocity, to the right"}, func(v *view) starlark.Value { return starlark.Float(v.ask.VX) }},
	{Term{"vy", kindField, "units a second", "own velocity, down"}, func(v *view) starlark.Value { return starlark.Float(v.ask.VY) }},
	{Term{"memory", kindField, "text", "what the last decision gave as memory; empty at first"}, func(v *view) starlark.Value { return starlark.String(v.ask.Memory) }},
}

var worldFields = []field[view]{
	{Term{"neighbors", kindField, "list", "up to 16 agents within sight, the nearest first"}, (*view).list},
}

var neighborFields = []field[near]{
	{Term{"id", kindField, "number", "its id; can be a target"}, func(n *near) starlark.Value { return starlark.MakeInt(int(n.ID)) }},
	{Term{"ally", kindField, "true or false", "it is of the own team"}, func(n *near) starlark.Value { return starlark.Bool(n.Ally) }},
	{Term{"known", kindField, "true or false", "it is near enough to be recognised, or an ally"}, func(n *near) starlark.Value { return starlark.Bool(n.Known) }},
	{Term{"enemy", kindField, "true or false", "it is known, and no ally"}, func(n *near) starlark.Value { return starlark.Bool(n.Known && !n.Ally) }},
	{Term{"x", kindField, "units", "its place, to the right"}, func(n *near) starlark.Value { return starlark.Float(n.X) }},
	{Term{"y", kindField, "units", "its place, down"}, func(n *near) starlark.Value { return starlark.Float(n.Y) }},
	{Term{"vx", kindField, "units a second", "its velocity, to the right"}, func(n *near) starlark.Value { return starlark.Float(n.VX) }},
	{Term{"vy", kindField, "units a second", "its velocity, down"}, func(n *near) starlark.Value { return starlark.Float(n.VY) }},
	{Term{"health", kindField, "0 to 1", "its health; 0 when it is not known"}, func(n *near) starlark.Value { return starlark.Float(n.Health) }},
	{Term{"distance", kindField, "units", "how far away it is"}, func(n *near) starlark.Value { return starlark.Float(n.distance) }},
}

// near is a neighbour, and how far away it is.
type near struct {
	mind.Neighbor

	distance float64
}

// list is the neighbours as a list that cannot be changed.
func (v *view) list() starlark.Value {
	if v.neighbors == nil {
		all := make([]starlark.Value, len(v.ask.Neighbors))
		for i, n := range v.ask.Neighbors {
			all[i] = &record[near]{ofNeighbor, &near{n, between(n.X-v.ask.X, n.Y-v.ask.Y)}}
		}
		v.neighbors = starlark.NewList(all)
		v.neighbors.Freeze()
	}
	return v.neighbors
}

// between is the length of a vector. The products are rounded by themselves: where
// they may be fused with the sum, other CPUs would get another length.
func between(x, y float64) float64 { return math.Sqrt(float64(x*x) + float64(y*y)) }

// own is true for senses without a group: health, not enemies.known.
func own(name string) bool { return !strings.Contains(name, ".") }

// senseFields are the senses with such names.
func senseFields(which func(string) bool) []field[view] {
	var all []field[view]
	for s := range mind.SenseCount {
		if t := mind.SenseTerms[s]; which(t.Name) {
			all = append(all, field[view]{Term{t.Name, kindField, t.Unit, t.Meaning}, func(v *view) starlark.Value { return felt(s, v.ask.Senses[s]) }})
		}
	}
	return all
}

// ofGroup are the senses that have a group, by group; groups are their names.
var ofGroup, groups = newGroups()

func newGroups() (map[string]*kind[mind.Senses], []string) {
	fields := map[string][]field[mind.Senses]{}
	var order []string
	for s := range mind.SenseCount {
		t := mind.SenseTerms[s]
		group, name, dotted := strings.Cut(t.Name, ".")
		if !dotted {
			continue
		}
		if fields[group] == nil {
			order = append(order, group)
		}
		fields[group] = append(fields[group], field[mind.Senses]{
			Term{name, kindField, t.Unit, t.Meaning}, func(all *mind.Senses) starlark.Value { return felt(s, all[s]) },
		})
	}
	kinds := map[string]*kind[mind.Senses]{}
	for group, f := range fields {
		kinds[group] = newKind(group, f)
	}
	return kinds, order
}

// groupFields are the groups as the world's fields: world.enemies.known.
func groupFields() []field[view] {
	fields := make([]field[view], 0, len(groups))
	for _, group := range groups {
		k := ofGroup[group]
		fields = append(fields, field[view]{
			Term{group, kindGroup, strings.Join(k.names, ", "), "what is sensed of it"},
			func(v *view) starlark.Value { return &record[mind.Senses]{k, &v.ask.Senses} },
		})
	}
	return fields
}

// felt is a sense as a number, or as true or false.
func felt(s mind.Sense, value float64) starlark.Value {
	switch {
	case s.Boolean():
		return starlark.Bool(value != 0)
	case mind.SenseTerms[s].Unit == "count":
		return starlark.MakeInt(int(value))
	default:
		return starlark.Float(value)
	}
}
