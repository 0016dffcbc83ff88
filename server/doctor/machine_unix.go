//go:build unix

package doctor

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

const (
	mega = 1 << 20
	giga = 1 << 30
	// diskLeast is what a start and an evening need; diskGood is a month.
	diskLeast, diskGood = 500 * mega, 5 * giga
	// memoryLeast holds the server, its database and their caches; memoryGood the
	// sessions that a server keeps in memory, too (512 MiB).
	memoryLeast, memoryGood = 512 * mega, giga
	// filesLeast is for some hundred players, filesGood for ten thousand.
	filesLeast, filesGood = 1024, 16384
)

// disk asks how much room there is where data lies.
func disk(data string) Finding {
	var s unix.Statfs_t
	if err := unix.Statfs(existing(data), &s); err != nil {
		return Finding{"disk", Warning, fmt.Sprintf("cannot tell how much room there is (%v)", err), "look at df"}
	}
	free := uint64(s.Bavail) * uint64(s.Bsize) //nolint:unconvert // other types on other systems
	f := Finding{"disk", Fine, fmt.Sprintf("%.1f GB free", float64(free)/1e9), ""}
	switch {
	case free < diskLeast:
		f.Status, f.Advice = Broken, "make room; a full disk stops every game"
	case free < diskGood:
		f.Status, f.Advice = Warning, "make room, or move the data folder"
	}
	return f
}

// memory asks how much there is, for the machine and for this container.
func memory() Finding {
	total, err := totalMemory()
	if err != nil {
		return Finding{"memory", Fine, "cannot tell how much there is here", ""}
	}
	f := Finding{"memory", Fine, fmt.Sprintf("%.1f GB", float64(total)/1e9), ""}
	switch {
	case total < memoryLeast:
		f.Status, f.Advice = Broken, "give it 1 GB at least"
	case total < memoryGood:
		f.Status, f.Advice = Warning, "1 GB or more is better: sessions in use are kept in memory"
	}
	return f
}

func totalMemory() (uint64, error) {
	file, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Close() }()
	var total uint64
	for lines := bufio.NewScanner(file); lines.Scan() && total == 0; {
		if rest, ok := strings.CutPrefix(lines.Text(), "MemTotal:"); ok {
			kilo, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0, err
			}
			total = kilo << 10
		}
	}
	// A container's bound, where there is one.
	text, err := os.ReadFile("/sys/fs/cgroup/memory.max")
	if err == nil {
		if bound, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil {
			total = min(total, bound)
		}
	}
	return total, nil
}

// openFiles asks how many a process may have. (Go raises the soft limit to the hard
// one by itself.)
func openFiles() Finding {
	var r unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &r); err != nil {
		return Finding{"open_files", Warning, fmt.Sprintf("cannot tell how many may be open (%v)", err), "look at ulimit -n"}
	}
	most := r.Max
	f := Finding{"open_files", Fine, fmt.Sprintf("up to %d", most), ""}
	switch {
	case most < filesLeast:
		f.Status, f.Advice = Broken, "raise the hard limit (ulimit -Hn, LimitNOFILE of systemd): every player needs one"
	case most < filesGood:
		f.Status, f.Advice = Warning, "raise the hard limit (ulimit -Hn, LimitNOFILE of systemd) for thousands of players"
	}
	return f
}
