package script

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// readyWithin is how long a worker may take to get ready.
const readyWithin = 10 * time.Second

// process is a running worker. It does one thing at a time, for one caller.
type process struct {
	cmd    *exec.Cmd
	in     *os.File
	out    *os.File
	stderr *complaint
	ended  chan struct{} // closed when the process is gone
	late   atomic.Bool   // it was killed because its time was over
	served int           // batches
	buf    []byte
}

// startProcess starts a worker, and waits until it is ready.
func startProcess(command []string) (*process, error) {
	p := &process{stderr: &complaint{}, ended: make(chan struct{})}
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, childIn.Close(), in.Close())
	}
	p.in, p.out = in, out
	started := make(chan error)
	go p.run(command, [2]*os.File{childIn, childOut}, started)
	if err := <-started; err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	stop := p.killAfter(readyWithin)
	hello, err := receive(p.out, len(version), nil)
	stop()
	if err != nil || string(hello) != version {
		p.kill()
		return nil, fmt.Errorf("did not get ready: %w", errors.Join(err, errors.New(p.stderr.String())))
	}
	return p, nil
}

// run starts the process and waits for its end, on a thread of its own: the kernel
// ties the child's life to that thread.
func (p *process) run(command []string, files [2]*os.File, started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var err error
	for _, attr := range confinements() {
		p.cmd = exec.Command(command[0], command[1:]...) //nolint:noctx // it outlives who asked first
		p.cmd.Env = []string{}
		p.cmd.Dir = string(os.PathSeparator)
		p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = files[0], files[1], p.stderr
		p.cmd.WaitDelay = time.Second
		p.cmd.SysProcAttr = attr
		if err = p.cmd.Start(); err == nil || !refused(err) {
			break
		}
	}
	_ = files[0].Close()
	_ = files[1].Close()
	started <- err
	if err != nil {
		return
	}
	_ = p.cmd.Wait()
	close(p.ended)
}

// exchange sends a request and receives the reply, for which the process may work so
// long. An error means that it is gone.
func (p *process) exchange(request []byte, within time.Duration) ([]byte, error) {
	stop := p.killAtWork(within)
	_, err := p.in.Write(request)
	if err == nil {
		p.buf, err = receive(p.out, replyMost, p.buf)
	}
	if inTime := stop(); err != nil || !inTime {
		return nil, p.cause(err)
	}
	return p.buf, nil
}

// killAfter kills the process unless it is stopped before.
func (p *process) killAfter(d time.Duration) (stop func() bool) {
	return time.AfterFunc(d, p.tooLate).Stop
}

func (p *process) tooLate() {
	p.late.Store(true)
	_ = p.cmd.Process.Kill()
}

// patience is how many times its limit a process may take by the clock, if it was not
// given the processor for as long as that.
const patience = 2

// killAtWork kills the process once it has worked so long, unless it is stopped
// before. On a machine that is busy with others, it is not its fault when it is late.
func (p *process) killAtWork(limit time.Duration) (stop func() bool) {
	pid, began := p.cmd.Process.Pid, time.Now()
	before, _ := worked(pid)
	var mu sync.Mutex
	var timer *time.Timer
	over := false
	mu.Lock()
	defer mu.Unlock()
	timer = time.AfterFunc(limit, func() {
		mu.Lock()
		defer mu.Unlock()
		if over {
			return
		}
		now, ok := worked(pid)
		if left := limit - (now - before); ok && left > 0 && time.Since(began) < patience*limit {
			timer.Reset(max(left, 5*time.Millisecond))
			return
		}
		over = true
		p.tooLate()
	})
	return func() bool {
		mu.Lock()
		defer mu.Unlock()
		inTime := !over
		over = true
		timer.Stop()
		return inTime
	}
}

// kill ends the process, and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
	_ = p.in.Close()
	_ = p.out.Close()
}

// cause kills what is left of the process and tells why it failed.
func (p *process) cause(err error) error {
	p.kill()
	last := p.stderr.String()
	switch {
	case p.late.Load() || p.cmd.ProcessState.ExitCode() == exitLate:
		return errTime
	case p.cmd.ProcessState.ExitCode() == exitMemory, slices.ContainsFunc(hungry, func(s string) bool { return strings.Contains(last, s) }):
		return errMemory
	default:
		line, _, _ := strings.Cut(last, "\n")
		return fmt.Errorf("%w (%s; %w) %s", errDied, p.cmd.ProcessState, err, line)
	}
}

// hungry is what Go says when there is no more memory; the last with the race detector.
var hungry = []string{"out of memory", "cannot allocate memory", "stack overflow", "stack exceeds", "address space collisions"}

// complaint is the beginning of what a worker complains of: the reason comes first, and
// the rest is not kept.
type complaint struct {
	mu sync.Mutex
	b  []byte
}

const complaintMost = 2048

// Write implements [io.Writer]; it takes everything, and keeps little.
func (t *complaint) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, b[:min(len(b), complaintMost-len(t.b))]...)
	return len(b), nil
}

func (t *complaint) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
