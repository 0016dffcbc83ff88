// Package telemetry is how operators see what the server does: a log on the
// terminal and in daily files, and metrics.
package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/lmittmann/tint"
	"gopkg.in/natefinch/lumberjack.v2"
)

// Critical is above Error: something that should never happen.
const Critical = slog.Level(12)

const (
	keepDays  = 14
	fileMegas = 100
)

// Log is the server's log.
type Log struct {
	*slog.Logger
	file   *lumberjack.Logger
	cancel context.CancelFunc
}

// OpenLog writes to a terminal in colour, or to anything else as JSON, at a
// level and above; and everything from DEBUG on to playhouse.log in dir, a new
// file each midnight, old ones compressed and kept for two weeks. An empty dir
// means no files.
func OpenLog(terminal *os.File, level slog.Level, dir string) (*Log, error) {
	ctx, cancel := context.WithCancel(context.Background())
	l := &Log{cancel: cancel}
	handlers := []slog.Handler{console(terminal, level)}
	if dir != "" {
		if err := os.MkdirAll(dir, 0o750); err != nil {
			cancel()
			return nil, fmt.Errorf("log folder: %w", err)
		}
		l.file = &lumberjack.Logger{
			Filename: filepath.Join(dir, "playhouse.log"), MaxSize: fileMegas, MaxAge: keepDays, Compress: true, LocalTime: true,
		}
		handlers = append(handlers, slog.NewJSONHandler(l.file, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: named}))
		go l.rotate(ctx)
	}
	l.Logger = slog.New(slog.NewMultiHandler(handlers...))
	return l, nil
}

func console(terminal *os.File, level slog.Level) slog.Handler {
	if info, err := terminal.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		return tint.NewTextHandler(terminal, &tint.Options{Level: level, TimeFormat: time.TimeOnly})
	}
	return slog.NewJSONHandler(terminal, &slog.HandlerOptions{Level: level, ReplaceAttr: named})
}

// named writes the levels by the names operators know.
func named(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 || a.Key != slog.LevelKey {
		return a
	}
	switch level, _ := a.Value.Any().(slog.Level); level {
	case slog.LevelWarn:
		a.Value = slog.StringValue("WARNING")
	case Critical:
		a.Value = slog.StringValue("CRITICAL")
	}
	return a
}

// rotate begins a new file each midnight: lumberjack itself goes by size only.
func (l *Log) rotate(ctx context.Context) {
	for {
		now := time.Now()
		midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, now.Location())
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(midnight)):
			if err := l.file.Rotate(); err != nil {
				l.Error("rotate the log", "err", err)
			}
		}
	}
}

// Close ends the files.
func (l *Log) Close() error {
	l.cancel()
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
