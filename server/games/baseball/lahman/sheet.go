package lahman

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error is something wrong in a file. Rows count from 1, the header; 0 is the
// file itself.
type Error struct {
	File    string
	Row     int
	Column  string
	Problem string
}

// Error tells where, then what.
func (e *Error) Error() string {
	where := e.File
	if e.Row > 0 {
		where += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Column != "" {
		where += ", column " + e.Column
	}
	return where + ": " + e.Problem
}

// sheet is a file and the columns that are read of it.
type sheet struct {
	file    string
	texts   []string
	numbers []string
}

// row is one row: texts and numbers in the order of the sheet's columns.
type row struct {
	sheet *sheet
	at    int
	texts []string
	n     counts
}

// counts are numbers by column; blank ones are -1.
type counts []int32

// blank is a cell without a number.
const blank = -1

// of is a number, 0 when it is blank.
func (c counts) of(i int) int { return int(max(0, c[i])) }

func (c counts) num(i int) float64 { return float64(c.of(i)) }

// add sums two rows: what is blank in both stays blank.
func (c counts) add(d counts) {
	for i, n := range d {
		if n != blank {
			c[i] = max(0, c[i]) + n
		}
	}
}

func blanks(n int) counts {
	c := make(counts, n)
	for i := range c {
		c[i] = blank
	}
	return c
}

// wrong is an error in a row.
func (r *row) wrong(column, format string, args ...any) *Error {
	return &Error{File: r.sheet.file, Row: r.at, Column: column, Problem: fmt.Sprintf(format, args...)}
}

// Bounds of what is kept: far beyond any season, far below what hurts.
const (
	rowMost    = 64 << 10 // bytes
	rowsMost   = 20_000   // of a season in a file
	textMost   = 100      // bytes of a name
	numberMost = 100_000
)

// each reads the file and gives the rows of a year to f, which must not keep
// them. A year of 0 is every row, and the file need not have years.
func (s *sheet) each(files fs.FS, year int, f func(row) error) error {
	file, err := files.Open(s.file)
	if err != nil {
		return &Error{File: s.file, Problem: "the file is missing"}
	}
	defer file.Close() //nolint:errcheck // it was only read
	guard := &rowGuard{r: file}
	r := csv.NewReader(guard)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return s.unreadable(err)
	}
	width := len(head)
	columns, err := s.find(head, year != 0)
	if err != nil {
		return err
	}
	kept := 0
	out := row{sheet: s, texts: make([]string, len(s.texts)), n: make(counts, len(s.numbers))}
	for {
		guard.row = 0
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return s.unreadable(err)
		}
		out.at, _ = r.FieldPos(0)
		if len(cells) != width {
			return out.wrong("", "%d cells under %d columns", len(cells), width)
		}
		if wanted, err := columns.year(&out, cells, year); err != nil || !wanted {
			if err != nil {
				return err
			}
			continue
		}
		if kept++; year != 0 && kept > rowsMost {
			return out.wrong("", "a season has no more than %d rows", rowsMost)
		}
		if err := columns.read(&out, cells); err != nil {
			return err
		}
		if err := f(out); err != nil {
			return err
		}
	}
}

func (s *sheet) unreadable(err error) error {
	if errors.Is(err, io.EOF) {
		return &Error{File: s.file, Problem: "the file is empty"}
	}
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		return &Error{File: s.file, Row: parse.StartLine, Problem: parse.Err.Error()}
	}
	return &Error{File: s.file, Problem: err.Error()}
}

// columns are where the sheet's are in the file.
type columns struct {
	sheet          *sheet
	texts, numbers []int
	yearAt         int
}

func (s *sheet) find(head []string, yearly bool) (c columns, err error) {
	at := map[string]int{}
	for i, name := range head {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
		if _, twice := at[name]; twice && name != "" {
			return c, &Error{File: s.file, Row: 1, Column: strconv.Quote(name), Problem: "the column is there twice"}
		}
		at[name] = i
	}
	c.sheet = s
	look := func(name string) int {
		i, there := at[name]
		if !there && err == nil {
			err = &Error{File: s.file, Row: 1, Column: name, Problem: "the column is missing"}
		}
		return i
	}
	for _, name := range s.texts {
		c.texts = append(c.texts, look(name))
	}
	for _, name := range s.numbers {
		c.numbers = append(c.numbers, look(name))
	}
	if yearly {
		c.yearAt = look("yearID")
	}
	return c, err
}

func (c columns) year(r *row, cells []string, year int) (bool, error) {
	if year == 0 {
		return true, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(cells[c.yearAt]))
	if err != nil {
		return false, r.wrong("yearID", "%.20q is no year", cells[c.yearAt])
	}
	return n == year, nil
}

func (c columns) read(r *row, cells []string) error {
	for i, at := range c.texts {
		if len(cells[at]) > textMost {
			return r.wrong(c.sheet.texts[i], "longer than %d bytes", textMost)
		}
		r.texts[i] = text(cells[at])
	}
	for i, at := range c.numbers {
		cell := strings.TrimSpace(cells[at])
		if cell == "" || cell == "NA" {
			r.n[i] = blank
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSuffix(cell, ".0"), 10, 32) // spreadsheets make 12.0 of 12
		switch {
		case err != nil:
			return r.wrong(c.sheet.numbers[i], "%.20q is no whole number", cell)
		case n < 0:
			return r.wrong(c.sheet.numbers[i], "%d is negative", n)
		case n > numberMost:
			return r.wrong(c.sheet.numbers[i], "%d is more than a season has", n)
		}
		r.n[i] = int32(n)
	}
	return nil
}

// text is a cell; old files are in Latin-1.
func text(cell string) string {
	cell = strings.TrimSpace(cell)
	if utf8.ValidString(cell) {
		return strings.Clone(cell)
	}
	var b strings.Builder
	for i := range len(cell) {
		b.WriteRune(rune(cell[i]))
	}
	return b.String()
}

// rowGuard ends the reading when a row has no end, as after a quote that is never
// closed: the reader would keep the whole file in memory.
type rowGuard struct {
	r   io.Reader
	row int
}

func (g *rowGuard) Read(p []byte) (int, error) {
	if g.row > rowMost {
		return 0, fmt.Errorf("a row is longer than %d KiB", rowMost>>10)
	}
	n, err := g.r.Read(p)
	g.row += n
	return n, err
}
