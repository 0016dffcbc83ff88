// Package diamond is the field and its bases: who stands where, who must run,
// who is out, and which runs count. It knows the official rules and no chance: a
// Play says in order of time who went where and who was put out; the package
// says what that means.
package diamond

// Runner is a runner on a base. The zero Runner is nobody.
type Runner struct {
	// ID is the runner's place in the roster, counted from 1.
	ID int8
	// Pitcher is who is charged when he scores, counted from 1.
	Pitcher int8
	// Placed is true for the runner that an extra inning begins with.
	Placed bool
}

// Bases are the runners on first, second and third; index 0 is the batter.
type Bases [4]Runner

// Code is the three bases as bits: first 1, second 2, third 4.
func (b Bases) Code() int {
	code := 0
	for base := 1; base <= 3; base++ {
		if b[base].ID != 0 {
			code |= 1 << (base - 1)
		}
	}
	return code
}

// Home is the base after third.
const Home = 4

// Half is a half-inning under way.
type Half struct {
	Bases Bases
	Outs  int8
	// ToWin is how many runs end the game at once; 0 for a half that no run ends.
	ToWin int8
}

// Over is true when three are out.
func (h Half) Over() bool { return h.Outs >= 3 }

// Kind is what a play is.
type Kind uint8

// The plays. Up to FieldersChoice they end a plate appearance.
const (
	Strikeout Kind = iota + 1
	Walk
	IntentionalWalk
	HitByPitch
	Interference
	Single
	Double
	Triple
	HomeRun
	GroundOut
	FlyOut
	LineOut
	PopOut
	ReachedOnError
	FieldersChoice
	// StolenBase and what follows leave the batter at the plate.
	StolenBase
	CaughtStealing
	PickedOff
	PickoffError
	WildPitch
	PassedBall
	Balk
	Indifference
	PlacedRunner
	// Kinds is how many there are, and one.
	Kinds
)

// EndsPlate is true for plays that end a plate appearance.
func (k Kind) EndsPlate() bool { return k >= Strikeout && k <= FieldersChoice }

// Hit is true for hits.
func (k Kind) Hit() bool { return k >= Single && k <= HomeRun }

// caught is true when the batter is out before anybody is forced.
func (k Kind) caught() bool {
	return k == FlyOut || k == LineOut || k == PopOut || k == Strikeout
}

// Bunt is why a ball was bunted.
type Bunt uint8

// Reasons.
const (
	NoBunt Bunt = iota
	Sacrifice
	Squeeze
	ForHit
)

// Step is one thing that happened to one runner in a play.
type Step struct {
	// From is the base where he stood when the play began, 0 for the batter. A
	// runner who moved twice has two steps with the same From.
	From int8
	// To is the base he reached, or was put out at; Home for the plate.
	To int8
	// Out is true when he was put out there.
	Out bool
	// Error is the position of the fielder whose error allowed it; 0 for none.
	Error int8
	// Hands are the positions that had the ball, the last made the putout; 0 ends.
	Hands [4]int8
}

// maxSteps is what the longest play needs: four runners, twice each.
const maxSteps = 8

// Play is one play: chance has decided it, the rules have yet to say what it is.
type Play struct {
	Kind Kind
	Bunt Bunt
	// Result is the card's or chart's result behind it, and one.
	Result uint8
	// Fielder is the position the ball went to; 0 for none.
	Fielder int8
	// Dropped is true for a third strike that was not caught.
	Dropped bool
	// Loose is WildPitch or PassedBall when a dropped third strike was one.
	Loose Kind
	// InfieldFly is true when the umpire called it.
	InfieldFly bool
	Count      int8
	Steps      [maxSteps]Step
}

// Add appends a step.
func (p *Play) Add(s Step) {
	p.Steps[p.Count] = s
	p.Count++
}

// Advance moves a runner up.
func (p *Play) Advance(from, to int) { p.Add(Step{From: int8(from), To: int8(to)}) }

// PutOut retires a runner.
func (p *Play) PutOut(from, at int, hands ...int8) {
	s := Step{From: int8(from), To: int8(at), Out: true}
	copy(s.Hands[:], hands)
	p.Add(s)
}

// Result is what the rules make of a play.
type Result struct {
	// Scored are those who came home, in order, and Earnable tells of each whether
	// no error in this play brought him in.
	Scored [4]Score
	Runs   int8
	Outs   int8 // made in this play
	Took   int8 // bases the batter is credited with, for a hit
	// Happened is how many steps there were before the play was over.
	Happened int8
	Retired  [4]bool
	Left     int8 // on base after the play, and whoever crossed the plate for nothing
	// Double is true when two or three were put out.
	Double bool
	// Forced is true when the first out was a force.
	Forced bool
}

// Score is a run.
type Score struct {
	Runner Runner
	From   int8
	Error  int8
}
