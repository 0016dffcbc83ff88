package terminal

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"playhouse/clients/terminal/uplink"
)

// intent is what a deed leads to: one of its fields.
type intent struct {
	// order is a command of the voyage.
	order uplink.Order
	// errand is anything else the server is asked for.
	errand errand
	// show is another screen; see the constants.
	show screen
	// open is a voyage to go to.
	open string
	// leave ends the program.
	leave bool
}

// errand asks the server for something. It must be safe to repeat, or use the
// command id.
type errand func(ctx context.Context, l *uplink.Link, commandID string) (result, error)

// result is what an errand led to.
type result struct {
	say  string // told in the status line
	open string // a voyage to go to
	set  func(*harbour)
}

// command is the intent to carry an order out, whatever was answered.
func command(o uplink.Order) func([]string) intent {
	return func([]string) intent { return intent{order: o} }
}

// quantity is the intent to carry an order out with the number answered.
func quantity(o func(int32) uplink.Order) func([]string) intent {
	return func(answers []string) intent { return intent{order: o(number(answers[0]))} }
}

// goTo is the intent to show a screen.
func goTo(s screen) func([]string) intent {
	return func([]string) intent { return intent{show: s} }
}

func send(e errand) func([]string) intent {
	return func([]string) intent { return intent{errand: e} }
}

// askKind is what an answer must be.
type askKind int

const (
	askText askKind = iota
	askNumber
	askYes
)

// ask is a question in the line at the bottom.
type ask struct {
	kind     askKind
	question string
	preset   string // the answer when nothing is typed; text begins with it
	least    int32
	most     int32
	limit    int // characters at most, for text; 0 for any
}

// howMany asks for a number, the most of which is the default.
func howMany(question string, most int32) ask {
	return ask{kind: askNumber, question: question, preset: strconv.Itoa(int(most)), least: 1, most: most}
}

// sure asks for a yes.
func sure(question string) ask { return ask{kind: askYes, question: question} }

// check returns the answer that s stands for, or says what is wrong with it.
func (a ask) check(s string) (string, error) {
	s = strings.TrimSpace(s)
	if a.kind != askNumber {
		return s, nil
	}
	if s == "" {
		return a.preset, nil
	}
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || int32(n) < a.least || int32(n) > a.most {
		return "", fmt.Errorf("%q is not a number from %d to %d", s, a.least, a.most)
	}
	return strconv.FormatInt(n, 10), nil
}

// String is the question as it is shown.
func (a ask) String() string {
	switch a.kind {
	case askYes:
		return a.question + " y/n"
	case askNumber:
		return fmt.Sprintf("%s (%d–%d) [%s]:", a.question, a.least, a.most, a.preset)
	default:
		return a.question + ":"
	}
}

func number(answer string) int32 {
	n, _ := strconv.ParseInt(answer, 10, 32)
	return int32(n)
}
