package campaign

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"playhouse/server/session"
)

// CleanName is a name without space around it. Refused are empty ones, lines, and
// marks that make a name look like another.
func CleanName(field, name string) (string, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	if name == "" {
		return "", session.Invalid(field, "must have letters")
	}
	if strings.ContainsFunc(name, misleading) {
		return "", session.Invalid(field, "must be one line of text, without marks that hide or turn it")
	}
	return name, nil
}

// misleading knows what one does not see. The joiners of scripts and pictures are
// not among it.
func misleading(r rune) bool {
	const joiner, nonJoiner = '\u200d', '\u200c'
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError ||
		(unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner && !unicode.Is(unicode.Prepended_Concatenation_Mark, r))
}

// Fold is a text without case, for comparing.
func Fold(text string) string { return cases.Fold().String(norm.NFC.String(text)) }

// keyMost bounds a NameKey in bytes: it travels in page tokens.
const keyMost = 96

// NameKey is what a name is unique and sorted by: without case, and of a very long
// one the beginning and a digest.
func NameKey(name string) string {
	key := Fold(name)
	if len(key) <= keyMost {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	digest := hex.EncodeToString(sum[:12])
	cut := keyMost - len(digest)
	for !utf8.RuneStart(key[cut]) {
		cut--
	}
	return key[:cut] + digest
}

// WithNumber is a name that is not the one before: "Inn", "Inn (2)", "Inn (3)".
// most is the length in characters that it keeps to.
func WithNumber(name string, n string, most int) string {
	tail := []rune(" (" + n + ")")
	head := []rune(name)
	if len(head)+len(tail) > most {
		head = head[:most-len(tail)]
	}
	return strings.TrimRight(string(head), " ") + string(tail)
}
