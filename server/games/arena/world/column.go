package world

import "slices"

// column is one property of all agents, width values each.
type column[T any] struct {
	values *[]T
	width  int
	fresh  T // what a new agent has
}

// table is the columns of all that an agent is, so that what is to be done with every
// property (grow, drop, digest, write, read) is written once.
type table struct {
	floats  []column[float64]
	singles []column[float32]
	ints    []column[int32]
	bytes   []column[uint8]
	texts   []column[string]
}

// grow adds n rows with fresh values.
func (c column[T]) grow(n int) {
	for range n * c.width {
		*c.values = append(*c.values, c.fresh)
	}
}

// keep drops the rows that are not wanted; the rest stay in their order.
func (c column[T]) keep(want []bool) {
	v, at := *c.values, 0
	for i, ok := range want {
		if ok {
			copy(v[at:at+c.width], v[i*c.width:(i+1)*c.width])
			at += c.width
		}
	}
	clear(v[at:])
	*c.values = v[:at]
}

// grow adds n agents with fresh values to all columns.
func (t *table) grow(n int) {
	for _, c := range t.floats {
		c.grow(n)
	}
	for _, c := range t.singles {
		c.grow(n)
	}
	for _, c := range t.ints {
		c.grow(n)
	}
	for _, c := range t.bytes {
		c.grow(n)
	}
	for _, c := range t.texts {
		c.grow(n)
	}
}

// keep drops the agents that are not wanted from all columns.
func (t *table) keep(want []bool) {
	for _, c := range t.floats {
		c.keep(want)
	}
	for _, c := range t.singles {
		c.keep(want)
	}
	for _, c := range t.ints {
		c.keep(want)
	}
	for _, c := range t.bytes {
		c.keep(want)
	}
	for _, c := range t.texts {
		c.keep(want)
	}
}

// find is the index of an agent by its id, -1 for none. While nobody left, it is where
// it was put; else ids are searched, as they ascend.
func (a *agents) find(id int32) int {
	if i := int(id) - 1; i >= 0 && i < len(a.id) && a.id[i] == id {
		return i
	}
	i, ok := slices.BinarySearch(a.id, id)
	if !ok {
		return -1
	}
	return i
}
