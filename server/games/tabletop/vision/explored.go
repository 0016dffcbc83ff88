package vision

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// fine is how many squares go to the side of a cell.
const fine = 2

// longest is the most squares in a row or column: a scene of 500 cells.
const longest = 500 * fine

// Explored is ground that was seen, in squares of half a cell. The zero value is
// ground without squares.
type Explored struct {
	columns, rows int
	bits          []uint64
}

// NewExplored is ground of a scene's size in cells of which nothing was seen.
func NewExplored(width, height float64) *Explored {
	return blank(squares(width), squares(height))
}

func squares(cells float64) int {
	if !(cells > 0) { // also what is no number
		return 0
	}
	return int(min(longest, math.Ceil(cells*fine)))
}

func blank(columns, rows int) *Explored {
	return &Explored{columns: columns, rows: rows, bits: make([]uint64, (columns*rows+63)/64)}
}

// Decode reads ground from a message. It refuses what is too large and runs that
// are damaged or longer than the ground.
func Decode(m *tabletopv1.Explored) (*Explored, error) {
	columns, rows := int(m.GetColumns()), int(m.GetRows())
	if columns < 0 || rows < 0 || columns > longest || rows > longest {
		return nil, fmt.Errorf("explored ground of %d by %d squares: at most %d by %d", columns, rows, longest, longest)
	}
	e := blank(columns, rows)
	at, seen := 0, false
	for runs := m.GetRuns(); len(runs) > 0; seen = !seen {
		run, n := binary.Uvarint(runs)
		if n <= 0 {
			return nil, errors.New("explored ground: damaged run")
		}
		if run > uint64(columns*rows-at) {
			return nil, errors.New("explored ground: runs are longer than the ground")
		}
		if seen {
			e.set(at, at+int(run), true)
		}
		at += int(run)
		runs = runs[n:]
	}
	return e, nil
}

// Proto is the ground as a message.
func (e *Explored) Proto() *tabletopv1.Explored {
	m := &tabletopv1.Explored{Columns: int32(e.columns), Rows: int32(e.rows)}
	for at, end := 0, e.columns*e.rows; at < end; {
		from := e.next(at, true)
		if from == end {
			break
		}
		to := e.next(from, false)
		m.Runs = binary.AppendUvarint(m.GetRuns(), uint64(from-at))
		m.Runs = binary.AppendUvarint(m.GetRuns(), uint64(to-from))
		at = to
	}
	return m
}

// next is the first square from at on that was seen or not; the number of squares
// when there is none.
func (e *Explored) next(at int, seen bool) int {
	end := e.columns * e.rows
	for at < end {
		word := e.bits[at/64]
		if !seen {
			word = ^word
		}
		if word >>= at % 64; word != 0 {
			return min(end, at+bits.TrailingZeros64(word))
		}
		at = (at/64 + 1) * 64
	}
	return end
}

// set marks the squares from..to-1.
func (e *Explored) set(from, to int, seen bool) {
	for from < to {
		width := min(to-from, 64-from%64)
		mask := (^uint64(0) >> (64 - width)) << (from % 64)
		if seen {
			e.bits[from/64] |= mask
		} else {
			e.bits[from/64] &^= mask
		}
		from += width
	}
}

// Has tells whether the place, in cells, was seen. Nothing was outside.
func (e *Explored) Has(x, y float64) bool {
	column, row := math.Floor(x*fine), math.Floor(y*fine)
	if !(column >= 0 && row >= 0 && column < float64(e.columns) && row < float64(e.rows)) {
		return false
	}
	at := int(row)*e.columns + int(column)
	return e.bits[at/64]>>(at%64)&1 == 1
}

// Squares is how many squares were seen.
func (e *Explored) Squares() int {
	n := 0
	for _, word := range e.bits {
		n += bits.OnesCount64(word)
	}
	return n
}

// Empty is true when nothing was seen.
func (e *Explored) Empty() bool { return e.Squares() == 0 }

// Equal tells whether the same was seen of ground of the same size.
func (e *Explored) Equal(o *Explored) bool {
	return e.columns == o.columns && e.rows == o.rows && slices.Equal(e.bits, o.bits)
}

// Clone is a copy that can be changed.
func (e *Explored) Clone() *Explored {
	c := *e
	c.bits = slices.Clone(e.bits)
	return &c
}

// Union adds what was seen of other ground.
func (e *Explored) Union(o *Explored) {
	o = o.sized(e.columns, e.rows)
	for i := range e.bits {
		e.bits[i] |= o.bits[i]
	}
}

// Without is what was seen of e but not of o, as ground of e's size.
func (e *Explored) Without(o *Explored) *Explored {
	rest := e.Clone()
	o = o.sized(e.columns, e.rows)
	for i := range rest.bits {
		rest.bits[i] &^= o.bits[i]
	}
	return rest
}

// Fit is the ground for a scene of another size in cells: what is outside is
// forgotten.
func (e *Explored) Fit(width, height float64) *Explored {
	return e.sized(squares(width), squares(height)).Clone()
}

func (e *Explored) sized(columns, rows int) *Explored {
	if e.columns == columns && e.rows == rows {
		return e
	}
	s := blank(columns, rows)
	for row := range min(rows, e.rows) {
		end := row*e.columns + min(columns, e.columns)
		for at := e.next(row*e.columns, true); at < end; {
			to := min(end, e.next(at, false))
			s.set(at-row*e.columns+row*columns, to-row*e.columns+row*columns, true)
			at = e.next(to, true)
		}
	}
	return s
}
