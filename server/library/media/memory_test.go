package media_test

import (
	"fmt"
	"testing"

	"playhouse/server/library/media/mediatest"
)

// peak is how much memory this process had at most since forget, in bytes.
func peak(t testing.TB) int64 {
	t.Helper()
	n, err := mediatest.Peak()
	if err != nil {
		t.Skip("memory cannot be measured here:", err)
	}
	return n
}

// forget makes the peak what is used now.
func forget(t testing.TB) {
	t.Helper()
	if err := mediatest.Forget(); err != nil {
		t.Skip("memory cannot be measured here:", err)
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
