package app_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// The top level is exactly this, besides dotfiles.
func TestTopLevel(t *testing.T) {
	t.Parallel()
	want := []string{
		"README.md", "Taskfile.yml", "api", "buf.gen.yaml", "buf.yaml", "clients", "ent", "gen", "go.mod", "go.sum", "server",
	}
	out, err := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for file := range strings.Lines(string(out)) {
		top, _, _ := strings.Cut(strings.TrimSpace(file), "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(got, top) {
			got = append(got, top)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("top level = %v, want %v", got, want)
	}
}

type goPackage struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) map[string]goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Deps", "./server/...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]goPackage{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
	return all
}

// Who must not import whom, directly or through others. A prefix ending in /
// means everything below.
var forbidden = map[string][]string{
	"playhouse/server/session":        {"connectrpc.com/", "playhouse/ent", "entgo.io/", "playhouse/server/games/", "playhouse/server/rpc", "playhouse/server/store", "github.com/lib/pq", "database/sql"},
	"playhouse/server/delta":          {"playhouse/server/", "playhouse/ent", "connectrpc.com/"},
	"playhouse/server/dice":           {"playhouse/", "connectrpc.com/"},
	"playhouse/server/store":          {"connectrpc.com/", "playhouse/server/games/", "playhouse/server/rpc"},
	"playhouse/server/rpc":            {"playhouse/ent", "entgo.io/", "github.com/lib/pq", "playhouse/server/store", "playhouse/server/app"},
	"playhouse/server/identity":       {"connectrpc.com/", "playhouse/ent", "playhouse/server/store", "playhouse/server/session"},
	"playhouse/server/provider":       {"playhouse/", "connectrpc.com/"},
	"playhouse/server/postgres":       {"playhouse/", "connectrpc.com/"},
	"playhouse/server/campaign":       {"connectrpc.com/", "playhouse/ent", "entgo.io/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/server/games/", "github.com/lib/pq"},
	"playhouse/server/leagues":        {"connectrpc.com/", "playhouse/ent", "entgo.io/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/server/games/", "github.com/lib/pq"},
	"playhouse/server/leagues/office": {"connectrpc.com/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/ent", "entgo.io/", "github.com/lib/pq"},
	"playhouse/server/behavior":       {"connectrpc.com/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/ent", "entgo.io/", "github.com/lib/pq"},
	"playhouse/server/worldconfig":    {"connectrpc.com/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/ent", "entgo.io/", "github.com/lib/pq"},
	"playhouse/server/assistant":      {"connectrpc.com/", "playhouse/server/store", "playhouse/server/rpc", "playhouse/ent", "entgo.io/", "github.com/lib/pq"},
	"playhouse/server/llm":            {"connectrpc.com/", "playhouse/"},
	"playhouse/server/games/coin":     gameMustNot,
}

var gameMustNot = []string{"connectrpc.com/", "playhouse/ent", "entgo.io/", "playhouse/server/rpc", "playhouse/server/store"}

// What a game must not import itself: everything that makes it impure.
var impure = []string{"context", "net", "os", "math/rand", "crypto/rand", "log", "log/slog", "playhouse/server/games/"}

func TestImportRules(t *testing.T) {
	t.Parallel()
	all := packages(t)
	for path, banned := range forbidden {
		p, ok := all[path]
		if !ok {
			t.Errorf("%s is not there", path)
		}
		for _, dep := range p.Deps {
			if matches(dep, banned) {
				t.Errorf("%s imports %s", path, dep)
			}
		}
	}
	for path, p := range all {
		game, ok := strings.CutPrefix(path, "playhouse/server/games/")
		if !ok || strings.Contains(game, "/simulate") {
			continue
		}
		own, _, _ := strings.Cut(game, "/")
		for _, dep := range p.Imports {
			if matches(dep, impure) && !strings.HasPrefix(dep, "playhouse/server/games/"+own) {
				t.Errorf("%s imports %s: rules are pure", path, dep)
			}
		}
		for _, dep := range p.Deps {
			if matches(dep, gameMustNot) {
				t.Errorf("%s imports %s", path, dep)
			}
		}
	}
}

func matches(dep string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		return dep == pattern || (strings.HasSuffix(pattern, "/") && strings.HasPrefix(dep, pattern)) || strings.HasPrefix(dep, pattern+"/") && pattern == "playhouse/ent"
	})
}

// The test game stays out of the product.
func TestHeadsOrTailsIsForTestsOnly(t *testing.T) {
	t.Parallel()
	for path, p := range packages(t) {
		if path != "playhouse/server/games/coin" && slices.Contains(p.Imports, "playhouse/server/games/coin") {
			t.Errorf("%s imports the test game", path)
		}
	}
}

// Clients know the contract, and how views differ: nothing else of the server,
// but in their tests.
func TestClientsKnowTheContractOnly(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}} {{range .Deps}}{{.}} {{end}}", "./clients/...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "playhouse/clients/terminal ") {
		t.Fatalf("%v: %s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		deps := strings.Fields(line)
		for _, dep := range deps[1:] {
			if strings.HasPrefix(dep, "playhouse/server/") && dep != "playhouse/server/delta" {
				t.Errorf("%s imports %s", deps[0], dep)
			}
		}
	}
}

// Packages are named after what they hold.
func TestNoDrawersForEverything(t *testing.T) {
	t.Parallel()
	bad := []string{"pkg", "internal", "common", "util", "utils", "helper", "helpers", "manager", "models", "types"}
	for path := range packages(t) {
		// Who leads a team of baseball is called its manager.
		if slices.Contains(bad, filepath.Base(path)) && !strings.HasSuffix(path, "/baseball/manager") {
			t.Errorf("package %s: name it after the noun it holds", path)
		}
	}
}

// No file is a world of its own.
func TestFilesAreShort(t *testing.T) {
	t.Parallel()
	const most = 600
	out, err := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files", "server", "clients").Output()
	if err != nil {
		t.Fatal(err)
	}
	for file := range strings.Lines(string(out)) {
		file = strings.TrimSpace(file)
		if !slices.Contains([]string{".go", ".ts", ".tsx"}, filepath.Ext(file)) || strings.Contains(file, "/gen/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			continue // deleted and not yet committed
		}
		if n := strings.Count(string(text), "\n"); n > most {
			t.Errorf("%s has %d lines", file, n)
		}
	}
}
