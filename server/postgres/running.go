package postgres

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Made reports whether there is a data directory.
func Made(data string) bool {
	_, err := os.Stat(filepath.Join(data, "PG_VERSION"))
	return err == nil
}

// Running returns the connection URL of the server that another process runs on a
// data directory: what to do about ErrInUse when reading is all one wants.
func Running(data string) (string, error) {
	text, err := os.ReadFile(filepath.Join(data, pidFile))
	if err != nil {
		return "", fmt.Errorf("postgres: the database in %s is starting or going down: try again in a moment (%w)", data, err)
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) <= socketLine || lines[socketLine] == "" {
		return "", fmt.Errorf("postgres: the database in %s is starting: try again in a moment", data)
	}
	return urlOf(strings.TrimSpace(lines[socketLine])), nil
}

const pidFile = "postmaster.pid"

// socketLine is where postmaster.pid names the socket's folder, counted from 0.
const socketLine = 4

func urlOf(socket string) string {
	query := url.Values{"host": {socket}, "port": {port}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(user), Host: "", Path: "/" + database, RawQuery: query.Encode()}
	return u.String()
}
