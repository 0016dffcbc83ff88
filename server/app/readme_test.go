package app_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// blocks are the README's shell lines marked to be run.
func blocks(t *testing.T) string {
	t.Helper()
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for i, part := range strings.Split(string(readme), "<!-- run -->\n```sh\n") {
		if i > 0 {
			code, _, _ := strings.Cut(part, "```")
			script.WriteString(code)
		}
	}
	return script.String()
}

// The README's lines work as they stand; only the port is another.
func TestReadmeLines(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(root + "/clients/typescript/dist/examples/bot.js"); err != nil {
		t.Fatal("the npm package is not built: run `npm --prefix clients ci && npm --prefix clients run build`")
	}
	server := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", t.TempDir(), "--bot-pause", "0")
	defer func() { _ = server.kill(syscall.SIGTERM) }()
	script := blocks(t)
	if strings.Count(script, "localhost:8080") < 5 {
		t.Fatal("the README's lines are gone")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", strings.ReplaceAll(script, "http://localhost:8080", server.url))
	cmd.Dir = root
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{
		`"displayName":"Ada"`, `"openSides":`, "/labyrinth/0", "SESSION_STATUS_LOBBY", `"snapshot": true`, "turns; score", "games/s", `4d6kh3:`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the lines did not print %q:\n%s", want, out.String())
		}
	}
}
