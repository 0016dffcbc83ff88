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
	// looked is when and where the port was last looked at.
	looked string
	// errand is true on arrival at a place that a quest led to.
	errand bool
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
	fuelOf    = regexp.MustCompile(`Fuel (?:[█░]+ )?(\d+)/(\d+)`)
	hullOf    = regexp.MustCompile(`Hull (?:[█░]+ )?(\d+)/(\d+)`)
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
	if now := turnOf.FindString(s) + whereOf(s); now != c.looked {
		c.looked = now
		if c.trade(); !strings.Contains(c.screen(), "[1 Helm]") {
			return
		}
		s = c.screen()
	}
	if c.errand {
		c.errand = false
		c.do("s") // what is asked for here may be to look around
		return
	}
	way := c.course(s)
	switch {
	case way != nil:
		c.seen[way.name]++
		c.errand = way.quest
		c.choose(way.name)
		c.do(enter)
	case strings.Contains(s, "  d Call for help"):
		c.do("d")
	default:
		c.do("w")
	}
}

func whereOf(s string) string {
	first, _, _ := strings.Cut(s, " · ")
	return first
}

// way is a destination as the screen shows it.
type way struct {
	name                             string
	fuel, danger                     int
	region, trade, quest, unexplored bool
}

var wayOf = regexp.MustCompile(`│[▸ ] (\S) (.+?)\s+(\d+)\s+(\d+)% ([R·])([T·])`)

// course picks where to go: where a quest leads, what is new, where one can
// trade; not where it is dangerous, and not round in circles.
func (c *captain) course(s string) *way {
	fuel := read(s, fuelOf, 1)
	var ways []way
	for _, m := range wayOf.FindAllStringSubmatch(s, -1) {
		w := way{region: m[1] == "→", trade: m[6] == "T", unexplored: strings.Contains("○□◇◌∵‡", m[1])}
		w.name, w.quest = strings.CutSuffix(m[2], "!")
		w.fuel, _ = strconv.Atoi(m[3])
		w.danger, _ = strconv.Atoi(m[4])
		if w.fuel <= fuel {
			ways = append(ways, w)
		}
	}
	if len(ways) == 0 {
		return nil
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(c.worth(b, fuel), c.worth(a, fuel)) })
	return &ways[0]
}

func (c *captain) worth(w way, fuel int) int {
	v := -30*c.seen[w.name] - w.danger
	if w.quest && c.seen[w.name] < 2 {
		v += 80
	}
	switch {
	case w.region && fuel-w.fuel < 15:
		v -= 200
	case w.region && c.seen[w.name] == 0:
		v += 60
	case w.unexplored:
		v += 40
	}
	if w.trade {
		v += 15
	}
	return v
}

// good is a row of the market.
type good struct {
	name                         string
	ask, bid, stock, held, worth int
	wanted                       bool
}

var goodOf = regexp.MustCompile(`(?m)^[▸ ] (\S.*?)\s+(\d+|–)\s+(\d+|–)\s+(?:↑ up|↓ dn|=)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)`)

// trade does what there is to do at a port: quests, goods, fuel, the hull.
func (c *captain) trade() {
	c.t.Helper()
	c.accept()
	if s := c.do("4"); strings.Contains(s, "buy at") {
		for _, step := range []func(){c.sell, c.refuel, c.buy} {
			if step(); c.over() {
				return
			}
		}
	}
	s := c.do("1")
	if hull, most := read(s, hullOf, 1), read(s, hullOf, 2); hull*10 < most*8 && strings.Contains(s, "  r Repair") {
		c.do("r")
		c.do(enter)
	}
}

// over tells whether the voyage has ended: a good deal can be enough.
func (c *captain) over() bool { return strings.Contains(c.screen(), "[1 Outcome]") }

var offeredOf = regexp.MustCompile(`(?m)^[▸ ] (\S.*?)\s+(exploration|rescue|chain \d/4)\s+\d+/\d+`)

// accept takes the quests on that need neither guns nor goods.
func (c *captain) accept() {
	c.t.Helper()
	s := c.do("5")
	_, offered, ok := strings.Cut(s, "Offered here")
	if !ok {
		return
	}
	offered, _, _ = strings.Cut(offered, "╌╌")
	for _, m := range offeredOf.FindAllStringSubmatch(offered, -1) {
		c.choose(m[1])
		if s := c.screen(); strings.Contains(s, " Enter Accept") {
			c.do(enter)
		}
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

// sell gives away what is paid for better than it is worth.
func (c *captain) sell() {
	c.t.Helper()
	for _, g := range goods(c.screen()) {
		if !c.over() && g.held > 0 && g.bid*100 >= g.worth*105 {
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
	if fuel, most := read(s, fuelOf, 1), read(s, fuelOf, 2); fuel*10 > most*7 || read(s, creditsOf, 1) < 20 {
		return
	}
	if s := c.do(enter); strings.Contains(s, "Buy how much fuel") {
		c.do(enter)
	}
}

var couldBuy = regexp.MustCompile(`You could buy (\d+) for`)

// buy takes what is cheapest for its worth, and keeps some money.
func (c *captain) buy() {
	c.t.Helper()
	const purse = 120
	all := slices.DeleteFunc(goods(c.screen()), func(g good) bool { return g.ask == 0 || g.worth == 0 || g.ask*100 > g.worth*93 })
	slices.SortFunc(all, func(a, b good) int { return cmp.Compare(a.ask*b.worth, b.ask*a.worth) })
	for _, g := range all[:min(len(all), 3)] {
		if c.over() {
			return
		}
		c.choose(g.name)
		s := c.screen()
		spare := (read(s, creditsOf, 1) - purse) / (g.ask + g.ask/10 + 1)
		if n := min(spare, read(s, couldBuy, 1), 4); n > 0 {
			c.do("b")
			c.do(strconv.Itoa(n))
			c.do(enter)
		}
	}
}
