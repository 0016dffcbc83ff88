package labyrinth

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// table is one CSV file: the first line names exactly these columns.
type table struct {
	kind, file string
	columns    []string
}

// tables are in the order in which they are read: what others refer to comes
// first.
var tables = []table{
	{"character", "characters.csv", words("id type name age role portrait health speed armour initiative behaviour backstory")},
	{"equipment", "equipment.csv", words("id character name kind amount dice faces range uses find effect")},
	{"skill", "skills.csv", words("id character name kind amount effect")},
	{"special", "specials.csv", words("id character name kind amount dice faces range cooldown effect")},
	{"object", "objects.csv", words("id name kind holds count")},
	{"scenario", "scenarios.csv", words("id name competitive turn_limit min_players max_players npc briefing goal")},
	{"balance", "balance.csv", words("scenario name easy normal hard")},
}

func words(s string) []string { return strings.Fields(s) }

// rank is the place of a kind among the tables, -1 for none.
func rank(kind string) int {
	return slices.IndexFunc(tables, func(t table) bool { return t.kind == kind })
}

// record is one line: its columns, and where each of them was found.
type record struct {
	kind   string
	fields map[string]string
	where  func(column string) string
}

const maxFile = 1 << 20 // bytes; content is small, and a runaway file stops the start

func (t table) read(fsys fs.FS) ([]record, error) {
	data, err := fs.ReadFile(fsys, t.file)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s:1:1: the file has more than %d bytes", t.file, maxFile)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if err := t.header(r); err != nil {
		return nil, err
	}
	var records []record
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return nil, t.located(err)
		}
		records = append(records, t.record(r, fields))
	}
}

func (t table) header(r *csv.Reader) error {
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s:1:1: the file is empty; its first line must be %s", t.file, strings.Join(t.columns, ","))
	}
	if err != nil {
		return t.located(err)
	}
	for i, name := range header {
		if i >= len(t.columns) || name != t.columns[i] {
			line, column := r.FieldPos(i)
			return fmt.Errorf("%s:%d:%d: column %q is not expected here; the first line must be %s",
				t.file, line, column, name, strings.Join(t.columns, ","))
		}
	}
	if len(header) < len(t.columns) {
		return fmt.Errorf("%s:1:1: column %q is missing", t.file, t.columns[len(header)])
	}
	return nil
}

func (t table) record(r *csv.Reader, fields []string) record {
	out := record{kind: t.kind, fields: map[string]string{}}
	places := map[string]string{}
	for i, name := range t.columns {
		line, column := r.FieldPos(i)
		out.fields[name] = fields[i]
		places[name] = fmt.Sprintf("%s:%d:%d: %s", t.file, line, column, name)
	}
	out.where = func(column string) string { return places[column] }
	return out
}

func (t table) located(err error) error {
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d:%d: %w", t.file, parse.Line, parse.Column, parse.Err)
	}
	return fmt.Errorf("%s: %w", t.file, err)
}
