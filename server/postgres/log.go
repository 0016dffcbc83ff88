package postgres

import (
	"bufio"
	"context"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"
)

// tailLines is how much of the log an error quotes.
const tailLines = 6

// logReader passes on what Postgres writes to its standard error.
type logReader struct {
	logger *slog.Logger
	ended  chan struct{} // closed when no process has the pipe open any more
	level  slog.Level    // of the last line that began an entry

	mu   sync.Mutex
	last []string
}

// newLogReader returns a reader and the file to write to, which the caller must
// close once the child has it.
func newLogReader(logger *slog.Logger) (*logReader, *os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	l := &logReader{logger: logger, ended: make(chan struct{})}
	go l.read(r)
	return l, w, nil
}

func (l *logReader) read(r *os.File) {
	defer close(l.ended)
	defer func() { _ = r.Close() }()
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			l.pass(line)
		}
		if err != nil {
			return
		}
	}
}

func (l *logReader) pass(line string) {
	severity, text, found := strings.Cut(line, ":  ")
	if !found {
		severity, text = "", line
	}
	switch severity {
	case "WARNING", "ERROR", "FATAL", "PANIC":
		l.level = slog.LevelWarn
	case "DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY", "LOCATION", "": // belong to the entry before
	default:
		l.level = slog.LevelDebug
	}
	l.logger.Log(context.Background(), l.level, "postgres: "+text, "severity", severity)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = append(l.last, line)
	if len(l.last) > tailLines {
		l.last = l.last[1:]
	}
}

// wait returns when all that was written has been read and every writer is gone,
// or after a while.
func (l *logReader) wait(atMost time.Duration) {
	select {
	case <-l.ended:
	case <-time.After(atMost):
	}
}

// tail returns the last lines, to be put behind an error.
func (l *logReader) tail() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.last) == 0 {
		return ""
	}
	return "; it said: " + strings.Join(l.last, " | ")
}
