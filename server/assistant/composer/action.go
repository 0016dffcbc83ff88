package composer

import (
	"regexp"
	"strings"
)

// act is something to do, as a wish says it.
type act struct {
	name   string
	group  string
	target string // a selector, where the action takes one
	to     string // base or leader: where to flee, or whom to guard
	never  bool
	number string // a distance that was said
	make   func(a act) []rule
}

func (a act) said() string {
	text := a.name
	switch {
	case a.to != "":
		text += " (" + a.to + ")"
	case a.target != "":
		text += " (" + a.target + ")"
	}
	return text
}

// rules are the act's rules, under its clause's condition.
func (a act) rules(c clause) []rule {
	all := a.make(a)
	for i := range all {
		r := &all[i]
		said := c.condition()
		if said == "" {
			if c.otherwise {
				r.rank = max(r.rank, rankRest)
			}
			continue
		}
		r.rank = rankSaid
		if a.group == away {
			r.rank = rankAway
		}
		r.when = both(said, c.any, r.when)
		if !c.global() {
			r.manners = c.manners
		}
	}
	return all
}

// both is a condition that was said and one of the rule's own. What the said one
// makes sure of already is left out.
func both(said string, any bool, own string) string {
	if any {
		return join2("("+said+")", own)
	}
	var kept []string
	for part := range strings.SplitSeq(own, " and ") {
		sense, _, compares := strings.Cut(part, " ")
		sign := part[min(len(part), len(sense)+1):]
		if part != "" && (!compares || !strings.Contains(said, sense+" "+sign[:1])) {
			kept = append(kept, part)
		}
	}
	return join2(said, strings.Join(kept, " and "))
}

func join2(said, own string) string {
	if own == "" {
		return said
	}
	return said + " and " + own
}

// The groups of actions: two of different groups in one breath are two rules.
const (
	fight = "fight"
	away  = "away"
	place = "place"
	help  = "help"
	group = "group"
	roam  = "roam"
)

// action is how an act is said.
type action struct {
	pattern *regexp.Regexp
	act     act
	detail  func(a *act, text string) string // reads what belongs to it, and blanks it out
}

// selectors are whom an attack may be after.
var selectors = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`\b(?:the )?(?:weakest|most (?:hurt|wounded|injured)|least health|lowest health|wounded|hurt|weak(?:er)?|weakened|schwächste[nrs]?|schwache[nrs]?|verletzte[nrs]?)\b`), "weakest_enemy"},
	{regexp.MustCompile(`\b(?:the )?(?:strongest|healthiest|most health|stärkste[nrs]?)\b`), "strongest_enemy"},
	{regexp.MustCompile(`\b(?:the )?(?:attackers?|who(?:ever)? (?:hit|hits|struck|strikes|attacked|attacks)(?: me| us| them| you)?|angreifer[ns]?)\b`), "last_attacker"},
	{regexp.MustCompile(`\b(?:(?:the )?same (?:enemy|target|one|foe)(?: as (?:the )?(?:others|allies|team|friends))?|focus(?: fire)?|one enemy together|together on one|dense?lben gegner|dasselbe ziel|gemeinsam)\b`), "allied_target"},
	{regexp.MustCompile(`\b(?:the )?(?:nearest|closest|next|nächste[nrs]?)\b`), "nearest_enemy"},
}

// whom reads a selector.
func whom(a *act, text string) string {
	for _, s := range selectors {
		if at := s.pattern.FindStringIndex(text); at != nil {
			a.target = s.name
			return text[:at[0]] + spaces(at) + text[at[1]:]
		}
	}
	return text
}

var whither = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`\b(?:to |towards? |near |at |around |zur |zum |in |die |der |den |the |our |own |your |eigene[nr]? |unsere[nr]? )*(?:base|home|headquarters|basis|heimat|lager|hause)\b`), "base"},
	{regexp.MustCompile(`\b(?:to |towards? |behind |zum |hinter |den |dem |the |our |your |unsere[nm]? )*(?:leader|captain|boss|anführer|chef)\b`), "leader"},
	{regexp.MustCompile(`\b(?:to |the |hurt |den |die )*(?:weakest|schwächste[nr]?|allies|friends|others|teammates|verbündeten|anderen)\b`), "allies"},
}

// where reads a place.
func where(a *act, text string) string {
	for _, s := range whither {
		if at := s.pattern.FindStringIndex(text); at != nil {
			a.to = s.name
			return text[:at[0]] + spaces(at) + text[at[1]:]
		}
	}
	return text
}

var apart = regexp.MustCompile(`(?:\b(?:at|of|von|from|auf|a distance of|range of|in)\s+)?(?:about |etwa )?(?:^|[^\d.,])([1-9]\d*(?:\.\d+)?)\s*(?:units?|einheiten|away)?`)

// distance reads a distance.
func distance(a *act, text string) string {
	if at := apart.FindStringSubmatchIndex(text); at != nil {
		a.number = text[at[2]:at[3]]
		return text[:at[0]] + spaces(at[:2]) + text[at[1]:]
	}
	return text
}

// actions are all that can be said, the longer ones first.
var actions = []action{
	{regexp.MustCompile(`\b(?:attack|storm|raid|rush|assault|go to|advance (?:on|to|towards)|march (?:on|to)|push (?:to|towards)?|conquer|destroy|stürm\w*|angreif\w*|greife?n?|zu|zur|erober\w*)\s+(?:the |their |die |der )*(?:enem(?:y|ies)'?s?|opponents?'?|foes?'?|feindlich\w*|gegnerisch\w*|gegners?)\s+(?:base|home|headquarters|basis|lager)\b`), act{name: "storm the enemy base", group: place, make: storm}, nil},
	{regexp.MustCompile(`\b(?:capture|conquer|take|seize|claim|control|hold|go (?:to|for)|secure|erober\w*|besetz\w*|einnehm\w*|nimm|nehm\w*|halte\w*)\s+(?:over |all |the |every |any |as many |nearest |die |den |alle |einen |a )*(?:control |capture |kontroll)?(?:points?|flags?|zones?|punkte?n?|flaggen?|zonen?)(?:\s+ein)?\b|\b(?:control ?points?|kontrollpunkte?n?)\b`), act{name: "capture points", group: place, make: capture}, nil},
	{regexp.MustCompile(`\b(?:kit(?:e|es|ing)|keep (?:\w+ )?(?:distance|range)|stay (?:at|out of) (?:a )?(?:range|distance|reach)|skirmish|abstand (?:halten|wahren)|halte\w* abstand|auf abstand (?:halten|bleiben)|distanz (?:halten|wahren)|halte\w* distanz)\b`), act{name: "kite", group: fight, make: kite}, distance},
	{regexp.MustCompile(`\b(?:heal|heals|healing|mend|mends|cure|medic|patch up|heil(?:e|en|t)?|versorg\w*|sanitäter)\b`), act{name: "heal", group: help, make: mend}, where},
	{regexp.MustCompile(`\b(?:guard|guards|guarding|defend|defends|defending|protect|protects|protecting|watch over|bewach\w*|verteidig\w*|beschütz\w*|schütz\w*)\b`), act{name: "guard", group: place, make: guard}, where},
	{regexp.MustCompile(`\b(?:(?:avoid|keep away from|stay away from|keep clear of) (?:the |all |any )*(?:enem(?:y|ies)|foes?|opponents?|fights?)|flee|flees|fleeing|run away|runs away|escape|escapes|retreat|retreats|retreating|withdraw|fall back|back off|get away|disengage|evade|return|go back|come back|go home|flieh\w*|flücht\w*|zurückzieh\w*|ziehe? (?:dich |sich )?zurück|weglauf\w*|lauf\w* weg|ausweich\w*|geh\w* zurück|zurückkehr\w*|hau\w* ab)\b`), act{name: "flee", group: away, make: flee}, where},
	{regexp.MustCompile(`\b(?:hide|hides|hiding|ambush|ambushes|lurk|take cover|lie in wait|versteck\w*|lauer\w*|hinterhalt|deckung)\b`), act{name: "ambush", group: away, make: ambush}, nil},
	{regexp.MustCompile(`\b(?:regroup|regroups|rally|gather|join (?:up )?(?:with )?(?:the )?(?:others|team|group|allies)?|group up|sammel\w*|sammle|gruppier\w*|anschließ\w*|schließ\w* (?:dich|sich) an)\b`), act{name: "regroup", group: group, make: regroup}, nil},
	{regexp.MustCompile(`\b(?:follow|follows|following|folg(?:e|en|t))\b`), act{name: "follow the leader", group: group, make: follow}, where},
	{regexp.MustCompile(`\b(?:patrol|patrols|patrolling|patrouill\w*|streife)\b`), act{name: "patrol", group: roam, make: patrol}, where},
	{regexp.MustCompile(`\b(?:attack|attacks|attacking|fight|fights|fighting|strike|strikes|kill|kills|hunt|hunts|chase|chases|charge|charges|engage|engages|destroy|hit|hits|pursue|pursues|shoot|focus(?: fire)?|finish(?: off)?|angreif\w*|greife?n?|greift|attackier\w*|kämpf\w*|schlag\w*|jag(?:e|en|t)|töte\w*|verfolg\w*)\b`), act{name: "attack", group: fight, make: attack}, whom},
	{regexp.MustCompile(`\b(?:wait|waits|stand still|stand|hold (?:your )?position|stop|rest|rests|warte\w*|steh\w*|ausruh\w*|ruh\w*)\b`), act{name: "wait", group: place, make: wait}, nil},
	{regexp.MustCompile(`\b(?:wander|wanders|roam|roams|explore|explores|search|searches|scout|scouts|stroll|look (?:around|for)|streif\w*|umherzieh\w*|erkund\w*|such(?:e|en|t)|spazier\w*)\b`), act{name: "wander", group: roam, make: wander}, nil},
}

// mannerWords is how a manner is said.
type mannerWords struct {
	pattern *regexp.Regexp
	manner  manner
}

var manners = []mannerWords{
	{regexp.MustCompile(`\b(?:(?:keep|stay|stick|stand|move|fight|stays|keeps|close|bleib\w*|haltet?|kämpf\w*)?\s*(?:close )?together|(?:as|in) (?:a |one )?(?:group|pack|swarm|flock|formation)|flock|flocking|swarm|zusammen\w*|beisammen|(?:als|in) (?:einer |der )?(?:gruppe|schwarm|formation)|schwarm)\b`), manner{name: "keep together", force: []force{{"cohesion", "1.5"}, {"separation", "1"}, {"alignment", "0.5"}}}},
	{regexp.MustCompile(`\b(?:spread(?: out)?|keep apart|stay apart|scatter|verteil\w*|auseinander)\b`), manner{name: "spread out", force: []force{{"separation", "3"}}}},
	{regexp.MustCompile(`\b(?:slow|slowly|careful|carefully|cautious|cautiously|langsam|vorsichtig)\b`), manner{name: "slowly", pace: "0.6"}},
	{regexp.MustCompile(`\b(?:walls?|obstacles?|wände?n?|hindernisse?n?)\b`), manner{name: "keep clear of walls", force: []force{{"avoid_walls", "4"}, {"avoid_obstacles", "3"}}}},
}

func spaces(at []int) string {
	b := make([]byte, at[1]-at[0])
	for i := range b {
		b[i] = ' '
	}
	return string(b)
}
