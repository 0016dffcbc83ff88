package terminal

import (
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// cells is how wide s is on the screen.
func cells(s string) int { return ansi.StringWidth(s) }

// cut shortens s to at most w cells, with an ellipsis when something is lost.
func cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, "…")
}

// fit makes s exactly w cells wide.
func fit(s string, w int) string {
	s = cut(s, w)
	return s + strings.Repeat(" ", max(0, w-cells(s)))
}

// fitRight is fit with the text at the right end.
func fitRight(s string, w int) string {
	s = cut(s, w)
	return strings.Repeat(" ", max(0, w-cells(s))) + s
}

// ends puts one text at each end of a line; the left one yields.
func ends(left, right string, w int) string {
	right = cut(right, w)
	return fit(left, w-cells(right)) + right
}

// wrap breaks a text into lines of at most w cells.
func wrap(s string, w int) []string {
	if s == "" || w <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(s, w, ""), "\n")
}

// lay makes lines exactly h lines of w cells.
func lay(lines []string, w, h int) []string {
	out := make([]string, max(h, 0))
	for i := range out {
		if i < len(lines) {
			out[i] = fit(lines[i], w)
		} else {
			out[i] = strings.Repeat(" ", max(w, 0))
		}
	}
	return out
}

// beside joins two blocks of equal height with a line between them.
func beside(left, right []string, t theme) []string {
	out := make([]string, len(left))
	for i := range left {
		out[i] = left[i] + t.paint(dim, "│") + right[i]
	}
	return out
}

// bar draws part of whole as a bar of w cells.
func bar(part, whole int32, w int) string {
	if whole <= 0 || w <= 0 {
		return ""
	}
	full := int(math.Round(float64(part) / float64(whole) * float64(w)))
	if part > 0 {
		full = max(full, 1)
	}
	full = min(max(full, 0), w)
	return strings.Repeat("█", full) + strings.Repeat("░", w-full)
}

// percent writes a share of 0 to 1.
func percent(x float64) string { return fmt.Sprintf("%.0f%%", x*100) }

// credits writes an amount of money.
func credits(n int32) string { return fmt.Sprintf("%d cr", n) }

// times writes a factor: ×0.8.
func times(x float64) string { return fmt.Sprintf("×%.3g", x) }

// words makes a name of an id: asteroid_field, asteroid field.
func words(id string) string { return strings.ReplaceAll(id, "_", " ") }
