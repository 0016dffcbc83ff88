package labyrinth

import (
	"strconv"
	"strings"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// SelectCharacter reserves a character for the seat that acts; the one it had
// is freed.
func (g Game) SelectCharacter(t session.Turn, s State, r *labyrinthv1.SelectCharacterRequest) ([]*labyrinthv1.Event, error) {
	p := newPlay(t, s)
	if err := p.mayChoose(); err != nil {
		return nil, err
	}
	sheet, ok := g.content.playable(r.GetCharacterId())
	if !ok {
		return nil, session.Refuse("no_such_character", "no player character is called %q; ListCharacters names them", r.GetCharacterId())
	}
	p.rollCall()
	for seat, other := range p.s.chosen {
		if other.GetCharacterId() == sheet.GetCharacterId() && seat == int(t.Seat) {
			return nil, nil // chosen already
		}
		if other.GetCharacterId() == sheet.GetCharacterId() {
			return nil, session.Taken("character_taken", "seat %d plays %s; choose another character", seat, sheet.GetName())
		}
	}
	p.emit(&labyrinthv1.Event_CharacterSelected{Seat: int32(t.Seat), Sheet: sheet})
	return p.done()
}

// ReleaseCharacter frees the character of the seat that acts.
func (g Game) ReleaseCharacter(t session.Turn, s State, _ *labyrinthv1.ReleaseCharacterRequest) ([]*labyrinthv1.Event, error) {
	p := newPlay(t, s)
	if err := p.mayChoose(); err != nil {
		return nil, err
	}
	if s.chosen[t.Seat] == nil {
		return nil, session.Refuse("no_character", "you have not chosen a character; there is nothing to release")
	}
	p.emit(&labyrinthv1.Event_CharacterReleased{Seat: int32(t.Seat)})
	return p.done()
}

func (p *play) mayChoose() error {
	m, seated := p.Table.At(p.Seat)
	switch {
	case !seated || !isSeat(int32(p.Seat)):
		return session.Refuse("not_seated", "take a seat first")
	case p.s.phase != phaseLobby:
		return session.Refuse("not_in_lobby", "the game has begun; characters stay as they are")
	case m.Ready:
		return session.Refuse("ready_locked", "take your readiness back before you change your character")
	}
	return nil
}

// playable is the sheet of a player character.
func (c *Content) playable(id string) (*labyrinthv1.Sheet, bool) {
	sheet := c.sheets[id]
	return sheet, sheet.GetType() == typePlayer
}

// Room has its say when the table changes: who is ready has a character, who
// leaves frees it, and a running game goes on without those who leave.
func (g Game) Room(t session.Turn, s State, c session.Change) ([]*labyrinthv1.Event, error) {
	p, seat := newPlay(t, s), int32(c.Seat)
	if !isSeat(seat) && c.Kind != session.Fork {
		return nil, nil
	}
	switch c.Kind {
	case session.Join:
		g.join(p, seat, c.Bot)
	case session.Leave:
		p.rollCall()
		p.emit(&labyrinthv1.Event_SeatLeft{Seat: seat})
		p.settle()
	case session.Absent:
		if s.chosen[seat] != nil && s.phase == phaseLobby {
			p.emit(&labyrinthv1.Event_CharacterReleased{Seat: seat})
		}
	case session.Ready:
		if s.chosen[seat] == nil {
			p.err = session.Refuse("no_character", "choose a character first")
		}
	case session.Unready:
	case session.Start:
		p.rollCall()
		p.start()
	case session.Fork:
		p.rollCall()
		if s.options.GetTurnSeconds() > 0 && s.phase != phaseLobby {
			p.emit(&labyrinthv1.Event_ClockRestarted{AtMs: t.Now.UnixMilli()})
		}
		p.settle()
	default:
	}
	return p.done()
}

// join seats somebody. The computer chooses a character at random; who joins a
// running game takes over the character of the seat.
func (g Game) join(p *play, seat int32, bot bool) {
	p.rollCall()
	if _, plays := p.s.of(seat); p.s.phase != phaseLobby && !plays {
		p.err = session.Refuse("seat_not_in_game", "seat %d has no character in this game; %s", seat, p.s.openSeats())
		return
	}
	p.emit(&labyrinthv1.Event_SeatTaken{Seat: seat, Bot: bot})
	if p.s.phase != phaseLobby {
		return
	}
	if bot && p.s.chosen[seat] == nil {
		free := g.content.free(p.s)
		p.emit(&labyrinthv1.Event_CharacterSelected{Seat: seat, Sheet: free[p.Dice.Int(len(free))]})
	}
}

// openSeats says which seats of a running game can be taken over.
func (s State) openSeats() string {
	var free []string
	for seat := int32(1); seat <= maxSeats; seat++ {
		if _, plays := s.of(seat); plays && s.taken[seat] == nobody {
			free = append(free, strconv.Itoa(int(seat)))
		}
	}
	if len(free) == 0 {
		return "you can watch instead"
	}
	return "you can take over seat " + strings.Join(free, " or ")
}

// free are the player characters that nobody has chosen; there are more than
// seats.
func (c *Content) free(s State) []*labyrinthv1.Sheet {
	var free []*labyrinthv1.Sheet
	for _, character := range c.characters {
		sheet, ok := c.playable(character.GetId())
		for _, other := range s.chosen {
			ok = ok && other.GetCharacterId() != sheet.GetCharacterId()
		}
		if ok {
			free = append(free, sheet)
		}
	}
	return free
}
