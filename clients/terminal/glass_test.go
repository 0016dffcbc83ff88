package terminal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

// serve runs a real server on a real database.
func serve(t *testing.T) string {
	t.Helper()
	c := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
	a, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a.URL
}

// binary is the program as players start it, built once for the tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "playhouse-play-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "playhouse")
	out, err := exec.CommandContext(context.Background(), "go", "build", "-o", path, "../../server/cmd/playhouse").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// glass is a terminal with `playhouse play` in it: what a player sees, and the
// keys a player has.
type glass struct {
	t        *testing.T
	pty      *os.File
	screenMu sync.Mutex // guards the emulator
	emulator *vt.Emulator
	drawing  bool          // between the beginning and the end of a frame
	changed  chan struct{} // filled after every frame
	ended    chan struct{}
	err      error // how the program ended, once it has

	mu    sync.Mutex
	shown string
	raw   bytes.Buffer // all that was put out; to be read after the end
}

const (
	width, height = 100, 44
	// patience is how long a player looks at a screen that does not change.
	patience = 20 * time.Second
)

// play starts the program in a terminal of its own.
func play(t *testing.T, env []string, args ...string) *glass {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, append([]string{"play"}, args...)...)
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "USER=Ada", "XDG_CONFIG_HOME="+t.TempDir()), env...)
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: height})
	if err != nil {
		t.Fatal(err)
	}
	g := &glass{
		t: t, pty: file, emulator: vt.NewEmulator(width, height),
		changed: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	g.wholeFrames()
	go func() { _, _ = io.Copy(file, g.emulator) }() // what the terminal answers to questions
	go g.watch(cmd)
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-g.ended
		// Not by Close, which would change what the copying goroutine reads.
		if answers, ok := g.emulator.InputPipe().(io.Closer); ok {
			_ = answers.Close()
		}
		_ = file.Close()
	})
	return g
}

// watch takes the program's output until it ends.
func (g *glass) watch(cmd *exec.Cmd) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := g.pty.Read(buffer)
		g.raw.Write(buffer[:n])
		g.write(buffer[:n])
		if n > 0 && !g.drawing {
			g.screenMu.Lock()
			g.show()
			g.screenMu.Unlock()
		}
		if err != nil {
			break
		}
	}
	g.err = cmd.Wait()
	close(g.ended)
}

func (g *glass) write(p []byte) {
	g.screenMu.Lock()
	defer g.screenMu.Unlock()
	_, _ = g.emulator.Write(p)
}

// resize makes the window another size, and waits until it is filled.
func (g *glass) resize(w, h int) string {
	g.t.Helper()
	g.screenMu.Lock()
	g.emulator.Resize(w, h)
	g.screenMu.Unlock()
	if err := pty.Setsize(g.pty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		g.t.Fatal(err)
	}
	return g.until(fmt.Sprintf("a screen of %d × %d", w, h), func(s string) bool {
		lines := strings.Split(s, "\n")
		return len(lines) == h && (strings.Contains(s, "needs a window") || ansi.StringWidth(strings.TrimRight(lines[0], " ")) == w-1)
	})
}

// wholeFrames makes this a terminal with synchronised output, as most are: what
// is read is never half a frame.
func (g *glass) wholeFrames() {
	const mode = ansi.ModeSynchronizedOutput
	on := func(do func()) vt.CsiHandler {
		return func(params ansi.Params) bool {
			if n, _, _ := params.Param(0, 0); n != mode.Mode() {
				return false
			}
			do()
			return true
		}
	}
	g.emulator.RegisterCsiHandler(ansi.Command('?', '$', 'p'), on(func() {
		_, _ = io.WriteString(g.emulator.InputPipe(), ansi.ReportMode(mode, ansi.ModeReset))
	}))
	g.emulator.RegisterCsiHandler(ansi.Command('?', 0, 'h'), on(func() { g.drawing = true }))
	g.emulator.RegisterCsiHandler(ansi.Command('?', 0, 'l'), on(func() {
		g.drawing = false
		g.show()
	}))
}

// show puts the finished frame before the player. screenMu is held.
func (g *glass) show() {
	g.mu.Lock()
	g.shown = ansi.Strip(g.emulator.Render())
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default:
	}
}

// screen is what is to be read, line by line.
func (g *glass) screen() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.shown
}

// until waits for a screen, and fails with what is shown instead.
func (g *glass) until(what string, good func(screen string) bool) string {
	g.t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for {
		if s := g.screen(); good(s) {
			return s
		}
		select {
		case <-g.changed:
		case <-g.ended:
			g.t.Fatalf("waiting for %s: the program ended (%v):\n%s", what, g.err, g.screen())
		case <-deadline.C:
			g.t.Fatalf("waiting for %s:\n%s", what, g.screen())
		}
	}
}

// rest waits until the screen has not changed for a moment, or changes all the
// time.
func (g *glass) rest() {
	const moment, most = 120 * time.Millisecond, 20
	for range most {
		select {
		case <-g.changed:
		case <-g.ended:
			return
		case <-time.After(moment):
			return
		}
	}
}

// see waits for a text on an idle screen.
func (g *glass) see(text string) string {
	g.t.Helper()
	return g.until(fmt.Sprintf("%q", text), func(s string) bool { return strings.Contains(s, text) && idle(s) })
}

// press types keys.
func (g *glass) press(keys ...string) {
	g.t.Helper()
	for _, key := range keys {
		if _, err := g.pty.WriteString(key); err != nil {
			g.t.Fatal(err)
		}
	}
}

// The keys that are no letters, as terminals send them.
const (
	enter = "\r"
	up    = "\x1b[A"
	down  = "\x1b[B"
	f5    = "\x1b[15~"
	esc   = "\x1b"
	ctrlC = "\x03"
)

// choose moves the mark, a row at a time, to the row that begins with the text.
func (g *glass) choose(text string) string {
	g.t.Helper()
	row := regexp.MustCompile(`(?:^|│)(▸ |  )(?:\S )?` + regexp.QuoteMeta(text) + `(?:!|  | \()`)
	g.see(text)
	for range 80 {
		s := g.screen()
		mark, target := -1, -1
		for i, line := range strings.Split(s, "\n") {
			if m := row.FindStringSubmatch(line); m != nil && target < 0 {
				target = i
			}
			if strings.Contains(line, "▸ ") && mark < 0 {
				mark = i
			}
		}
		if mark == target && mark >= 0 {
			return s
		}
		key := down
		if target >= 0 && target < mark {
			key = up
		}
		before := chosenRow(s)
		g.press(key)
		g.until("the mark to move towards "+text, func(s string) bool { r := chosenRow(s); return r != "" && r != before })
		// A row that was filled in looks like one that was moved to: what the key does
		// comes a moment later.
		g.rest()
	}
	g.t.Fatalf("no row %q:\n%s", text, g.screen())
	return ""
}

// chosenRow is the row with the mark.
func chosenRow(screen string) string {
	for line := range strings.Lines(screen) {
		if _, row, ok := strings.Cut(line, "▸ "); ok {
			return row
		}
	}
	return ""
}

// status is the last line.
func status(screen string) string {
	lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// idle tells whether nothing is under way.
func idle(screen string) bool { return !strings.HasPrefix(status(screen), "…") }

// leaves waits for the program's end, which must be an orderly one.
func (g *glass) leaves() {
	g.t.Helper()
	select {
	case <-g.ended:
	case <-time.After(patience):
		g.t.Fatalf("still there:\n%s", g.screen())
	}
	if _, failed := errors.AsType[*exec.ExitError](g.err); failed {
		g.t.Fatalf("left with %v:\n%s", g.err, g.screen())
	}
	if g.emulator.IsAltScreen() {
		g.t.Error("the terminal was not restored")
	}
}
