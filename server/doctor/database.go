package doctor

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"playhouse/server/app"
	"playhouse/server/postgres"
	"playhouse/server/store"
)

// versionLeast is the oldest Postgres that is good for it.
const versionLeast = 14

// database asks the one that the server would use. An embedded one that does not run is
// started for a moment; one that there is not yet is not made.
func database(ctx context.Context, c app.Config) []Finding {
	var all []Finding
	if c.DatabaseURL == "" && c.DataDir != "" {
		made, f := embedded(ctx, c)
		all = append(all, f)
		if f.Status == Broken {
			return all
		}
		if !made {
			return append(all, Finding{"database", Fine, "there is none yet: the first start makes it", ""})
		}
	}
	h, err := app.OpenPremises(ctx, c)
	if err != nil {
		return append(all, Finding{"database", Broken, err.Error(), "start it, or correct DATABASE_URL or --data-dir"})
	}
	defer h.Close()
	return append(all, version(ctx, h.DB), schema(ctx, h.DB), clock(ctx, h.DB))
}

// embedded looks for the programs of the database that comes along.
func embedded(ctx context.Context, c app.Config) (made bool, f Finding) {
	e := c.Embedded()
	b, err := postgres.Find(ctx, e)
	if err != nil {
		return false, Finding{"postgres", Broken, err.Error(), "or name a Postgres by DATABASE_URL"}
	}
	return postgres.Made(e.DataDir), Finding{"postgres", Fine, fmt.Sprintf("PostgreSQL %d in %s", b.Major, b.Dir), ""}
}

func version(ctx context.Context, db *sql.DB) Finding {
	var number int
	if err := db.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::int`).Scan(&number); err != nil {
		return Finding{"database", Broken, err.Error(), "check that Postgres is well"}
	}
	f := Finding{"database", Fine, fmt.Sprintf("PostgreSQL %d answers", number/10_000), ""}
	if number/10_000 < versionLeast {
		f.Status, f.Advice = Broken, fmt.Sprintf("use %d or newer", versionLeast)
	}
	return f
}

// schema compares the migrations of the database with those of this binary.
func schema(ctx context.Context, db *sql.DB) Finding {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Finding{"schema", Broken, err.Error(), "check that Postgres is well"}
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	applied, err := store.Applied(ctx, tx)
	if err != nil {
		return Finding{"schema", Broken, err.Error(), "check that this user may read the tables"}
	}
	known, err := store.Migrations()
	switch {
	case err != nil:
		return Finding{"schema", Broken, err.Error(), "get this binary anew"}
	case len(applied) > len(known) || !slices.Equal(applied, known[:len(applied)]):
		return Finding{"schema", Broken, "another version of playhouse has been at this database", "start that version, or a newer one"}
	case len(applied) == 0:
		return Finding{"schema", Fine, "there are no tables yet: the first start makes them", ""}
	case len(applied) < len(known):
		return Finding{"schema", Warning, fmt.Sprintf("%d changes are due", len(known)-len(applied)), "save the host by playhouse export of the version that runs now; the next start makes them"}
	}
	return Finding{"schema", Fine, "up to date", ""}
}

const (
	// skewSeen is what a token's life tolerates without a word, skewMost what it
	// tolerates at all.
	skewSeen, skewMost = 2 * time.Second, time.Minute
)

// clock compares this machine's with the database's.
func clock(ctx context.Context, db *sql.DB) Finding {
	var there time.Time
	before := time.Now()
	if err := db.QueryRowContext(ctx, `SELECT clock_timestamp()`).Scan(&there); err != nil {
		return Finding{"clock", Broken, err.Error(), "check that Postgres is well"}
	}
	took := time.Since(before)
	return skew(there.Sub(before.Add(took/2)), took)
}

// skew judges a difference that is known up to how long the answer took.
func skew(by, took time.Duration) Finding {
	off := max(by.Abs()-took, 0)
	f := Finding{"clock", Fine, "agrees with the database's", ""}
	if off > skewSeen {
		f = Finding{"clock", Warning, fmt.Sprintf("differs by %v from the database's", off.Round(time.Second)), "keep both by NTP: clocks of games and tokens depend on it"}
	}
	if off > skewMost {
		f.Status = Broken
	}
	return f
}
