package terminal_test

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// captain plays as somebody would who reads the screen and knows no rules but
// those of thumb: run from fights, fill up, trade what is cheap for what is
// wanted, see new regions.
type captain struct {
	*glass
	deadline time.Time
	// seen counts visits, so that one does not go round in circles.
	seen map[string]int
	// traded is the turn in which the market here was looked at.
	traded string
}

// sail plays to the end of the voyage, and tells whether it was won.
func (c *captain) sail() bool {
	c.t.Helper()
	c.seen = map[string]int{}
	for steps := 0; ; steps++ {
		if steps > 600 || time.Now().After(c.deadline) {
			c.t.Fatalf("the voyage takes too long:\n%s", c.screen())
		}
		s := c.until("something to decide", func(s string) bool {
			return idle(s) && strings.Contains(s, "· live") && strings.Contains(s, "[1 ")
		})
		switch {
		case strings.Contains(s, "[1 Outcome]"):
			return strings.Contains(s, "VICTORY")
		case strings.Contains(s, "[1 Combat]"):
			c.do(c.fight(s))
		case strings.Contains(s, "[1 Event]"):
			c.do(c.decide(s))
		default:
			c.cruise(s)
		}
	}
}

// do presses keys and waits for what comes of it.
func (c *captain) do(keys ...string) string {
	c.t.Helper()
	before := c.screen()
	c.press(keys...)
	return c.until("an answer to "+strings.Join(keys, " "), func(s string) bool { return s != before && idle(s) })
}

var (
	turnOf    = regexp.MustCompile(`turn (\d+) of`)
	creditsOf = regexp.MustCompile(`Credits (\d+)`)
	fuelOf    = regexp.MustCompile(`Fuel \S* ?(\d+)/(\d+)`)
	hullOf    = regexp.MustCompile(`Hull \S* ?(\d+)/(\d+)`)
)

// read is the n-th number of a pattern on the screen; -1 when it is not there.
func read(s string, pattern *regexp.Regexp, n int) int {
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		return -1
	}
	v, _ := strconv.Atoi(m[n])
	return v
}

// fight runs, unless the enemy is nearly beaten.
func (c *captain) fight(s string) string {
	if m := regexp.MustCompile(`Enemy hull\s+\S+ (\d+)/`).FindStringSubmatch(s); m != nil {
		if left, _ := strconv.Atoi(m[1]); left <= 8 {
			return "a"
		}
	}
	return "f"
}

var choiceOf = regexp.MustCompile(`(?m)^[▸ ] ([a-h])  `)

// decide takes the last choice that is open: the careful ones stand last.
func (c *captain) decide(s string) string {
	key := "a"
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if m := choiceOf.FindStringSubmatch(line); m != nil && !strings.Contains(strings.Join(lines[i:min(i+3, len(lines))], " "), "Not now") {
			key = m[1]
		}
	}
	return key
}

// cruise does what a turn between fights is for.
func (c *captain) cruise(s string) {
	c.t.Helper()
	if turn := turnOf.FindString(s) + whereOf(s); turn != c.traded {
		c.traded = turn
		if c.trade(); !strings.Contains(c.screen(), "[1 Helm]") {
			return
		}
	}
	way := c.course(s)
	if way == nil {
		c.do("w")
		return
	}
	c.seen[way.name]++
	c.choose(way.name)
	c.do(enter)
}

func whereOf(s string) string {
	first, _, _ := strings.Cut(s, " · ")
	return first
}

// way is a destination as the screen shows it.
type way struct {
	name          string
	fuel, danger  int
	region, trade bool
}

var wayOf = regexp.MustCompile(`│[▸ ] (\S) (.+?)\s+(\d+)\s+(\d+)% ([R·])([T·])`)

// course picks where to go: a region that is new when there is fuel for it and
// for the way on, else where one was least.
func (c *captain) course(s string) *way {
	fuel := read(s, fuelOf, 1)
	var ways []way
	for _, m := range wayOf.FindAllStringSubmatch(s, -1) {
		w := way{name: strings.TrimSuffix(m[2], "!"), region: m[1] == "→", trade: m[6] == "T"}
		w.fuel, _ = strconv.Atoi(m[3])
		w.danger, _ = strconv.Atoi(m[4])
		if w.fuel <= fuel {
			ways = append(ways, w)
		}
	}
	if len(ways) == 0 {
		return nil
	}
	worth := func(w way) int {
		v := -40*c.seen[w.name] - w.danger/2
		if w.region && c.seen[w.name] == 0 && fuel-w.fuel >= 10 {
			v += 100
		}
		if w.region && fuel-w.fuel < 10 {
			v -= 100
		}
		if w.trade {
			v += 15
		}
		return v
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(worth(b), worth(a)) })
	return &ways[0]
}

// good is a row of the market.
type good struct {
	name                         string
	ask, bid, stock, held, worth int
	wanted                       bool
}

var goodOf = regexp.MustCompile(`(?m)^[▸ ] (\S.*?)\s+(\d+|–)\s+(\d+|–)\s+(?:↑ up|↓ dn|=)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)`)

// trade looks at the market: sells what is paid well, buys what is cheap, fills
// the tank; and has the hull mended.
func (c *captain) trade() {
	c.t.Helper()
	s := c.do("4")
	if strings.Contains(s, "buy at") {
		c.sell(s)
		c.refuel()
		c.buy(c.screen())
	}
	s = c.do("1")
	if hull, most := read(s, hullOf, 1), read(s, hullOf, 2); hull*10 < most*6 && strings.Contains(s, "  r Repair") {
		c.do("r")
		c.do(enter)
	}
}

func goods(s string) []good {
	var all []good
	for _, m := range goodOf.FindAllStringSubmatch(s, -1) {
		g := good{name: m[1], wanted: strings.Contains(m[1], "(wanted)")}
		for i, at := range []*int{&g.ask, &g.bid, &g.stock, &g.held, &g.worth} {
			*at, _ = strconv.Atoi(m[2+i])
		}
		g.name, _, _ = strings.Cut(g.name, " (")
		all = append(all, g)
	}
	return all
}

func (c *captain) sell(s string) {
	c.t.Helper()
	for _, g := range goods(s) {
		if g.held > 0 && g.bid*100 >= g.worth*95 {
			c.choose(g.name)
			if s := c.do("s"); strings.Contains(s, "Sell how many") {
				c.do(enter)
			}
		}
	}
}

func (c *captain) refuel() {
	c.t.Helper()
	s := c.choose("Fuel")
	fuel, most := read(s, fuelOf, 1), read(s, fuelOf, 2)
	if fuel*10 > most*8 || read(s, creditsOf, 1) < 20 {
		return
	}
	if s := c.do(enter); strings.Contains(s, "Buy how much fuel") {
		c.do(enter)
	}
}

// buy takes what is cheapest for its worth, with half of the money left for fuel.
func (c *captain) buy(s string) {
	c.t.Helper()
	all := slices.DeleteFunc(goods(s), func(g good) bool { return g.ask == 0 || g.stock == 0 || g.worth == 0 || g.ask*100 > g.worth*92 })
	slices.SortFunc(all, func(a, b good) int { return cmp.Compare(a.ask*b.worth, b.ask*a.worth) })
	for _, g := range all[:min(len(all), 3)] {
		spare := read(c.screen(), creditsOf, 1) - 100
		if n := min(spare/(g.ask+g.ask/10+1), g.stock, 10); n > 0 {
			c.choose(g.name)
			s := c.do("b")
			if !strings.Contains(s, "Buy how many") {
				continue
			}
			if m := regexp.MustCompile(`\(1–(\d+)\)`).FindStringSubmatch(s); m != nil {
				most, _ := strconv.Atoi(m[1])
				n = min(n, most)
			}
			c.do(strconv.Itoa(n))
			c.do(enter)
		}
	}
}
