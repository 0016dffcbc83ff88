package backup

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/lib/pq"
)

// lineMost is how long a row may be. (Postgres itself ends at 1 GiB; the largest that
// games write are some megabytes.)
const lineMost = 256 << 20

// selectRows reads a table, each value as its text.
func selectRows(table string, columns []string) string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = pq.QuoteIdentifier(c) + "::text"
	}
	return `SELECT ` + strings.Join(all, ", ") + ` FROM ONLY ` + pq.QuoteIdentifier(table)
}

// eachRow shows the lines of a table. A line is valid until the next.
func eachRow(ctx context.Context, tx *sql.Tx, t Table, show func(line []byte) error) error {
	rows, err := tx.QueryContext(ctx, selectRows(t.Name, t.Columns))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	values, places := make([]sql.NullString, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		places[i] = &values[i]
	}
	var line bytes.Buffer
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		line.Reset()
		if err := writeLine(&line, values); err != nil {
			return err
		}
		if line.Len() > lineMost {
			return fmt.Errorf("a row of %d bytes is more than a backup can hold (%d)", line.Len(), lineMost)
		}
		if err := show(line.Bytes()); err != nil {
			return err
		}
	}
	return rows.Err()
}

// writeLine writes a row as JSON, with the newline.
func writeLine(to *bytes.Buffer, values []sql.NullString) error {
	all := make([]*string, len(values))
	for i := range values {
		if values[i].Valid {
			all[i] = &values[i].String
		}
	}
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(all)
}

// lines reads rows from a part, as many as there are.
func lines(from io.Reader, columns int, show func(line []byte, values []*string) error) error {
	scanner := bufio.NewScanner(from)
	scanner.Buffer(nil, lineMost+1)
	scanner.Split(wholeLines)
	for n := 1; scanner.Scan(); n++ {
		var values []*string
		if err := json.Unmarshal(scanner.Bytes(), &values); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if len(values) != columns {
			return fmt.Errorf("line %d has %d values for %d columns", n, len(values), columns)
		}
		if err := show(scanner.Bytes(), values); err != nil {
			return err
		}
	}
	return scanner.Err()
}

// wholeLines keeps the newline: it is part of what is hashed.
func wholeLines(data []byte, end bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if end && len(data) > 0 {
		return 0, nil, errors.New("the last line is cut off")
	}
	return 0, nil, nil
}
