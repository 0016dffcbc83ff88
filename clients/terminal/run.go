package terminal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/google/uuid"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// Options are what the command line says.
type Options struct {
	// Server is the address, http:// or https://.
	Server string
	// Key is an API key; empty to play as this machine's guest.
	Key string
	// Session is a voyage to go to.
	Session string
	// New sets out at once; so do the following.
	New bool
	// Daily sets out on today's voyage.
	Daily bool
	// Endless sets out without last turn and goal.
	Endless bool
	// Seed is of the stars.
	Seed string
	// Goal is the credits to earn, and Turns the last turn; 0 for the usual.
	Goal, Turns int32
}

// sets tells whether a voyage shall begin at once.
func (o Options) sets() bool {
	return o.New || o.Daily || o.Endless || o.Seed != "" || o.Goal != 0 || o.Turns != 0
}

func (o Options) request() *cosmicv1.CreateRequest {
	r := &cosmicv1.CreateRequest{Seed: o.Seed, Daily: o.Daily, Endless: o.Endless}
	if o.Goal != 0 {
		r.VictoryCredits = &o.Goal
	}
	if o.Turns != 0 {
		r.MaxTurns = &o.Turns
	}
	return r
}

func (o Options) check() error {
	if o.Session == "" {
		return nil
	}
	if _, err := uuid.Parse(o.Session); err != nil {
		return fmt.Errorf("--session %q is not a session's id: it is at the end of the voyage's address in the page", o.Session)
	}
	if o.sets() {
		return errors.New("--session goes to a voyage that there is, the other options set out on a new one: give one or the other")
	}
	return nil
}

// Run plays in this terminal until the player leaves. Standard input and output
// must be a terminal.
func Run(ctx context.Context, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	if !term.IsTerminal(os.Stdin.Fd()) || !term.IsTerminal(os.Stdout.Fd()) {
		return errors.New("this is a full-screen program: start it in a terminal, with neither input nor output redirected")
	}
	home, err := os.UserConfigDir()
	if err != nil {
		return fmt.Errorf("there is no folder to keep the sign-in: %w", err)
	}
	l, err := uplink.New(uplink.Config{Server: o.Server, Key: o.Key, Home: filepath.Join(home, "playhouse"), Name: os.Getenv("USER")})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_, err = tea.NewProgram(newModel(ctx, l, o), tea.WithContext(ctx)).Run()
	if errors.Is(err, tea.ErrInterrupted) || ctx.Err() != nil {
		return nil // leaving is no failure
	}
	return err
}
