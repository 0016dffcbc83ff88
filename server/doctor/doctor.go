// Package doctor looks at a machine and a configuration, and says what keeps
// playhouse from running well there and what to do about it. It asks the real things
// (the database, the bus, the place for files, the ports) and leaves nothing behind.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"playhouse/server/app"
)

// Status is how it stands with one thing.
type Status string

// The statuses.
const (
	Fine    Status = "ok"
	Warning Status = "warning" // it runs, but not for long or not well
	Broken  Status = "broken"  // it will not run
)

// Finding is one thing that was looked at.
type Finding struct {
	// Check names it: settings, data_folder, disk, memory, open_files, port, ops_port,
	// tls, files, bus, postgres, database, schema or clock.
	Check  string `json:"check"`
	Status Status `json:"status"`
	Says   string `json:"says"`
	// Advice is what to do; empty when all is well.
	Advice string `json:"advice,omitempty"`
}

// String is one line.
func (f Finding) String() string {
	line := fmt.Sprintf("%-7s  %-11s  %s", f.Status, f.Check, f.Says)
	if f.Advice != "" {
		line += ": " + f.Advice
	}
	return line
}

// Examine looks at everything a server with this configuration would need, in an order
// in which causes come before effects.
func Examine(ctx context.Context, c app.Config) []Finding {
	var all []Finding
	if err := c.Check(); err != nil {
		all = append(all, Finding{"settings", Broken, err.Error(), "see playhouse serve --help"})
	} else {
		all = append(all, Finding{"settings", Fine, "nothing contradicts", ""})
	}
	if c.DataDir != "" {
		all = append(all, folder(c.DataDir), disk(c.DataDir))
	}
	all = append(all, memory(), openFiles())
	all = append(all, ports(ctx, c)...)
	all = append(all, certificate(c), files(ctx, c), nats(c))
	return append(all, database(ctx, c)...)
}

// Worst is the worst of all statuses.
func Worst(all []Finding) Status {
	worst := Fine
	for _, f := range all {
		if f.Status == Broken || worst == Fine {
			worst = f.Status
		}
	}
	return worst
}

// existing is the folder, or the nearest above it that there is: the rest is made at
// the start.
func existing(dir string) string {
	for {
		info, err := os.Stat(dir)
		if err == nil && info.IsDir() || filepath.Dir(dir) == dir {
			return dir
		}
		if err == nil { // a file in the way
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// folder tries to write where data shall lie.
func folder(data string) Finding {
	dir, err := filepath.Abs(data)
	if err == nil {
		dir = existing(dir)
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".playhouse-doctor-*"); err == nil {
			err = errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
	}
	if err != nil {
		return Finding{"data_folder", Broken, fmt.Sprintf("cannot write in %s (%v)", dir, err), "choose another folder by --data-dir, or give it to the user who runs playhouse"}
	}
	return Finding{"data_folder", Fine, data + " can be written", ""}
}
