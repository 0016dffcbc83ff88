package script_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"playhouse/server/script"
)

// children are the processes that this one started as workers.
func children(t *testing.T, parent int) []int {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	for _, f := range files {
		stat, err := os.ReadFile(f)
		if err != nil {
			continue // gone by now
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		fields := strings.Fields(rest)
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(f)))
		if err == nil && len(fields) > 1 && fields[1] == strconv.Itoa(parent) && fields[0] != "Z" {
			all = append(all, pid)
		}
	}
	return all
}

// A worker has what it needs and no more.
func TestAWorkerHasLittle(t *testing.T) { // alone: it looks at all children
	p := pool(t, script.Config{Workers: 1})
	t.Setenv("PLAYHOUSE_SECRET", "not for scripts")
	decide(t, p, good)
	all := children(t, os.Getpid())
	if len(all) != 1 {
		t.Fatalf("workers: %v", all)
	}
	read := func(name string) string {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", all[0], name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	limits := read("limits")
	for _, name := range []string{"Max open files", "Max core file size", "Max file size"} {
		_, rest, _ := strings.Cut(limits, name)
		if f := strings.Fields(rest); len(f) < 2 || f[0] != "0" || f[1] != "0" {
			t.Errorf("%s: %v", name, f[:2])
		}
	}
	if _, rest, _ := strings.Cut(limits, "Max address space"); strings.HasPrefix(strings.TrimSpace(rest), "unlimited") {
		t.Error("memory is unlimited")
	}
	if env := read("environ"); env != "" {
		t.Errorf("environment: %q", env)
	}
	_, rest, _ := strings.Cut(read("status"), "Uid:")
	if f := strings.Fields(rest); f[0] == "0" || f[1] == "0" {
		t.Errorf("it runs as user %v", f[:4])
	}
	if own, err := os.Readlink("/proc/self/ns/net"); err != nil || !alone() {
		t.Log("namespaces are not allowed here; the worker has ours:", err)
	} else if its, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/net", all[0])); err == nil && its == own {
		t.Error("it is in our network")
	}
	decide(t, p, good) // and it works
}

// alone reports whether a process may have a network of its own here.
func alone() bool {
	cmd := exec.Command("true")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
	}
	return cmd.Run() == nil
}

// A worker never outlives the server, even if that is killed, and even in the middle
// of a task.
func TestAWorkerEndsWithItsServer(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("/proc/self/exe", "-test.run=TestServerToBeKilled")
	cmd.Env = append(os.Environ(), killedEnv+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var ready [6]byte
	if _, err := io.ReadFull(out, ready[:]); err != nil || string(ready[:]) != "ready\n" {
		t.Fatalf("%q, %v", ready, err)
	}
	workers := children(t, cmd.Process.Pid)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if len(workers) == 0 {
		t.Fatal("it had no worker")
	}
	for _, pid := range workers {
		for syscall.Kill(pid, 0) == nil { // until the test's own deadline
			time.Sleep(10 * time.Millisecond)
		}
	}
}

const killedEnv = "SCRIPT_TEST_KILLED"

// TestServerToBeKilled is not a test, but the server of the one above.
func TestServerToBeKilled(t *testing.T) {
	if os.Getenv(killedEnv) == "" {
		t.Skip("for TestAWorkerEndsWithItsServer")
	}
	p := pool(t, script.Config{Workers: 1})
	decide(t, p, good)
	fmt.Println("ready")
	_, _ = p.Decide(t.Context(), script.Batch{Source: slowly, Asks: crowd(1)})
	select {}
}

// What does not speak as it should ends the worker, and does no more.
func TestGarbageEndsAWorker(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{
		"too long":     binary.LittleEndian.AppendUint32(nil, 1<<31),
		"nothing":      {0, 0, 0, 0},
		"unknown":      {1, 0, 0, 0, 9},
		"breaks off":   {9, 0, 0, 0, 1},
		"many asks":    {9, 0, 0, 0, 1, 0, 0, 0, 0, 255, 255, 255, 127},
		"a long text":  {5, 0, 0, 0, 1, 255, 255, 255, 127},
		"negative":     {5, 0, 0, 0, 1, 255, 255, 255, 255},
		"more than is": {10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("/proc/self/exe", script.Subcommand)
			cmd.Stdin = bytes.NewReader(b)
			var out, complaint bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &complaint
			if err := cmd.Run(); err == nil || !strings.HasPrefix(complaint.String(), "script worker: ") {
				t.Errorf("err = %v, %q", err, complaint.String())
			}
			if out.Len() != 22 { // it was ready
				t.Errorf("replied %q", out.Bytes())
			}
		})
	}
}
