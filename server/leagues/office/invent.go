package office

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/outcome"
)

// Talents are drawn from the normal distribution, cut off at talentMost. By what a
// standard deviation changes the chance of an event is chosen so that regulars of
// invented teams lie about as far apart as those of real ones.
const (
	talentMost   = 2.2
	perStrikeout = 0.22
	perWalk      = 0.25
	perSingle    = 0.06
	perDouble    = 0.15
	perTriple    = 0.30
	perHomer     = 0.30
	benchLess    = 0.8
)

// inventor makes players who never were, of average ones.
type inventor struct {
	team   uuid.UUID
	chance *rand.Rand
	names  map[string]bool // that are taken
}

// invented is a team of such players; the same for the same id. Where cards are
// pictures there is nothing to invent: then it is empty.
func invented(l *league.League, team uuid.UUID) lineup.Roster {
	if l.Cards == "image" {
		return nil
	}
	i := inventor{
		team: team, names: map[string]bool{},
		chance: rand.New(rand.NewPCG(binary.BigEndian.Uint64(team[:8]), binary.BigEndian.Uint64(team[8:]))), //nolint:gosec // no dice: a game's chance is its own
	}
	average, _ := game.AverageTeam(l)
	roster := make(lineup.Roster, 0, len(average))
	for n, c := range average {
		roster = append(roster, i.player(c, n))
	}
	return roster
}

// hitter is the place of him who bats for the pitcher: his average is a catcher of
// last resort, he plays first base.
const hitter = 8

// others are where one may play who is at home at a position, besides there.
var others = [10][]int{2: {3}, 3: {7}, 4: {6, 5}, 5: {3, 4}, 6: {4, 5}, 7: {9, 3}, 8: {7, 9}, 9: {7, 8}}

// player makes one of an average one. Card ids are unique among teams: a season
// knows its players by them.
func (i inventor) player(average *card.Card, n int) *card.Card {
	c := *average
	c.ID, c.Name = i.team.String()[24:]+"-"+string(rune('a'+n)), i.name()
	c.Throws = card.Right
	if c.Pitching != nil && i.chance.IntN(10) < 3 {
		c.Throws = card.Left
	}
	c.Bats = [10]card.Hand{card.Left, card.Left, card.Left, card.Both, card.Right, card.Right, card.Right, card.Right, card.Right, card.Right}[i.chance.IntN(10)]
	if c.Pitching != nil {
		c.Bats = c.Throws
		p := *c.Pitching
		i.pitching(&p)
		c.Pitching = &p
		return &c
	}
	b := *c.Batting
	i.batting(&b, n > hitter)
	c.Batting = &b
	if n == hitter {
		c.Gloves = [10]card.Glove{3: c.Gloves[2]}
	}
	i.gloves(&c)
	return &c
}

// batting makes a hitter. The bench hits less well: whoever writes the line-up picks
// the best, and they shall be the league's average together with their pitchers.
func (i inventor) batting(b *card.Batting, bench bool) {
	contact, power, eye, legs := i.talent(), i.talent(), i.talent(), i.talent()
	if bench {
		contact, power, eye = contact-benchLess, power-benchLess, eye-benchLess
	}
	for v, split := range b.Versus {
		b.Versus[v] = tilted(split, map[outcome.Result]float64{
			outcome.Strikeout: lean(perStrikeout, -contact), outcome.Walk: lean(perWalk, eye), outcome.HomeRun: lean(perHomer, power), outcome.Triple: lean(perTriple, legs),
			outcome.SingleShort: lean(perSingle, contact), outcome.Single: lean(perSingle, contact), outcome.SingleLong: lean(perSingle, contact),
			outcome.Double: lean(perDouble, power), outcome.DoubleLong: lean(perDouble, power),
		})
	}
	b.Running = rating(card.AverageRunning, 2*legs, 8, 17)
	b.Steal.Lead = rating(card.AverageSteal.Lead, 7*legs, 0, 36)
	b.Steal.Safe = rating(card.AverageSteal.Safe, legs, 0, 20)
	b.Steal.Cold = rating(card.AverageSteal.Cold, 1.5*legs, 0, 20)
	b.Bunt, b.HitAndRun, b.Power = "ABCD"[i.chance.IntN(4)], "ABCD"[i.chance.IntN(4)], power > -1
}

func (i inventor) pitching(p *card.Pitching) {
	stuff, control, flies := i.talent(), i.talent(), i.talent()
	for v, split := range p.Versus {
		p.Versus[v] = tilted(split, map[outcome.Result]float64{
			outcome.Strikeout: lean(perStrikeout, stuff), outcome.Walk: lean(perWalk, -control), outcome.HomeRun: lean(perHomer/2, -flies),
			outcome.SingleShort: lean(perSingle, -stuff), outcome.Single: lean(perSingle, -stuff), outcome.SingleLong: lean(perSingle, -stuff),
			outcome.Double: lean(perDouble/2, -stuff), outcome.DoubleLong: lean(perDouble/2, -stuff),
		})
	}
	if p.Starts > 0 {
		p.Starts = rating(p.Starts, 2*i.talent(), 1, 40)
	}
	p.Hold = rating(0, 2*i.talent(), -6, 6)
}

// gloves rates him where he is at home, and a step worse where he helps out.
func (i inventor) gloves(c *card.Card) {
	home := 0
	for pos, g := range c.Gloves {
		if g.Range > 0 {
			home = pos
		}
	}
	reach, hands, arm := i.talent(), i.talent(), i.talent()
	rated := func(pos int, worse int8) {
		g := card.Glove{Range: rating(card.AverageRange+worse, -reach, 1, 5), Error: rating(card.AverageError+4*worse, -4*hands, 0, 30)}
		if pos == 2 || pos >= 7 {
			g.Arm = rating(0, 2*arm, -6, 6)
		}
		if pos == 2 {
			g.Pass = rating(card.AveragePass, -2*hands, 0, 20)
		}
		c.Gloves[pos] = g
	}
	rated(home, 0)
	for _, pos := range others[home] {
		rated(pos, 1)
	}
}

// talent is a draw in standard deviations: 0 is average, more is better.
func (i inventor) talent() float64 {
	return max(-talentMost, min(talentMost, i.chance.NormFloat64()))
}

// rating is an average one, moved by so much, within its bounds.
func rating(average int8, by float64, least, most int8) int8 {
	return max(least, min(most, average+int8(math.Round(by))))
}

// lean is the logarithm of a factor for a talent, whose mean over all talents is 1
// (that of a log-normal distribution of mean zero is half its variance higher).
func lean(perTalent, talent float64) float64 { return perTalent*talent - perTalent*perTalent/2 }

// tilted changes chances by factors, given as their logarithms. Outs in play make
// room or fill up: the sum stays.
func tilted(s card.Split, by map[outcome.Result]float64) card.Split {
	sum := s.Sum()
	for r, log := range by {
		s[r] *= math.Exp(log)
	}
	var outs float64
	for r := outcome.GroundA; r <= outcome.PopOut; r++ {
		outs += s[r]
	}
	room := max(0, outs+sum-s.Sum())
	for r := outcome.GroundA; r <= outcome.PopOut; r++ {
		s[r] *= room / outs
	}
	for f, r := sum/s.Sum(), 0; r < len(s); r++ {
		s[r] *= f
	}
	return s
}

// name is one that nobody in the team has yet.
func (i inventor) name() string {
	for {
		name := firstNames[i.chance.IntN(len(firstNames))] + " " + lastNames[i.chance.IntN(len(lastNames))]
		if !i.names[name] {
			i.names[name] = true
			return name
		}
	}
}

// The names are made up: put together they are nobody's on purpose.
var (
	firstNames = strings.Fields("Abel Amos Anselm Barto Basil Cale Corwin Dario Desmond Eben Eloy Ezra Fabian Gideon Grady Hollis Ivo Jarek Jonah Kip " +
		"Lazlo Leandro Linus Mateo Milo Nestor Nico Orrin Osgood Pascal Quincy Rafe Rollo Rufino Silas Tavio Thaddeus Ulises Virgil Wendell Yadir Zeke")
	lastNames = strings.Fields("Abernale Alcarra Ashgrove Barrowby Bellasario Birchmont Brannick Calloway Cardenosa Copperfeld Dalrimple Delacorte Dunmoor Eastwick " +
		"Escarrá Fairbrook Fennimore Galvano Garrowick Grimsby Halloran Harrowgate Hawksley Ibarrena Jessamine Kettleman Kingsmoor Larkspur Longacre Lovelock Marchetta " +
		"Marrowstone Merriweather Monteverdi Nightingale Oakhurst Ollivar Ortegón Pemberwick Pennyfeather Quillan Ravenscar Redfern Rosamund Saltmarsh Sandoval-Rey " +
		"Silverthorn Stillwater Tamarind Thornbury Tillerman Underhill Valdermoro Vandersloot Wainscott Whitlock Winterbourne Yellowley Zambrana")
)
