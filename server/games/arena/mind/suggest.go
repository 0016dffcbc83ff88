package mind

import (
	"fmt"
	"strings"
)

// meant is the hint at the word that was probably meant; empty when none is like it.
func meant(word string, known []string) string {
	best, distance := "", len(word)/3+1
	for _, k := range known {
		if d := edits(strings.ToLower(word), k); d < distance || (d == distance && best == "") {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// edits is how many letters are to be changed, left out or added to get from one
// word to the other (V. I. Levenshtein 1966).
func edits(a, b string) int {
	const most = 64
	if len(a) > most {
		a = a[:most]
	}
	var row [most + 1]int
	b = b[:min(len(b), most)]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// namesOf are the names of terms.
func namesOf(terms []Term) []string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = t.Name
	}
	return names
}
