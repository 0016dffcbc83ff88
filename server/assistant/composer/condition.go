package composer

import (
	"fmt"
	"regexp"
	"strings"
)

// condition is a kind of condition: how it is said, and what it is.
type condition struct {
	pattern *regexp.Regexp
	read    func(groups []string) trigger
}

const (
	amount  = `\s*(?:about |around |etwa |ca\. )?(\d+(?:\.\d+)?)\s*(%|percent|prozent)?`
	below   = `(?:below|under|beneath|less than|lower than|fewer than|smaller than|<=?|unter|weniger als|kleiner als)`
	above   = `(?:above|over|more than|higher than|greater than|at least|>=?|über|mehr als|mindestens)`
	between = `(?:\s+(?:is|are|has|have|gets?|goes|falls?|drops?|sinks?|rises?|at|been|it|its|their|your|health|life|hp|ist|fällt|sinkt|steigt|hat|hast|haben|leben|gesundheit|energy|energie))*\s*`
	foe     = `(?:enem(?:y|ies)|foes?|opponents?|targets?|gegner[ns]?|feinde?n?|ziel)(?:'s|s)?`
	friend  = `(?:all(?:y|ies)|friends?|(?:team)?mates?|comrades?|verbündete[rn]?|freunde?n?|kamerade?n?)(?:'s|s)?`
	vital   = `(?:health|life|hp|hit ?points?|leben(?:spunkte)?n?|gesundheit)`
)

// hurtShare is what "hurt" means where nobody says.
const hurtShare = 0.4

// comparing is a condition that compares a share of something with a number.
func comparing(said, sense, what string) []condition {
	return comparingBy(amount, said, sense, what)
}

// comparingBy takes the form that the number has to have, too.
func comparingBy(amount, said, sense, what string) []condition {
	one := func(comparison, sign, told string) condition {
		return condition{
			pattern: regexp.MustCompile(`(?:\b|\s)` + said + between + comparison + amount),
			read: func(g []string) trigger {
				x := min(max(share(g[1], g[2]), 0.01), 0.99) // below 0 and above 1 is nothing
				return trigger{
					expression: fmt.Sprintf("%s %s %s", sense, sign, trim(x)),
					told:       fmt.Sprintf("%s %s %s", what, told, percent(x)), number: fmt.Sprintf("%s %s", what, percent(x)),
				}
			},
		}
	}
	return []condition{one(below, "<", "below"), one(above, ">", "above")}
}

// plain is a condition without a number.
func plain(said, expression, told string) condition {
	return condition{regexp.MustCompile(said), func([]string) trigger { return trigger{expression: expression, told: told} }}
}

// guessed is a condition whose number was not said.
func guessed(said, expression, told, guess string) condition {
	return condition{regexp.MustCompile(said), func([]string) trigger {
		return trigger{expression: expression, told: told, guess: guess}
	}}
}

// counting is a condition with a number of its own kind.
func counting(said, expression, told string) condition {
	return condition{regexp.MustCompile(said), func(g []string) trigger {
		return trigger{expression: fmt.Sprintf(expression, g[1]), told: fmt.Sprintf(told, g[1]), number: fmt.Sprintf(told, g[1])}
	}}
}

// conditions are all that can be said, the longer ones first.
var conditions = concat(
	comparing(friend, "weakest_ally.health", "an ally's health"),
	[]condition{
		counting(foe+`\s+(?:is |are |ist |sind |comes |come |kommt )?(?:closer|nearer|näher)\s+(?:than|als)\s*([1-9]\d*)(?:\s*(?:units?|einheiten))?`, "enemy.distance < %s", "an enemy within %s units"),
		counting(`(?:`+foe+`\s+)?(?:is |are |ist |sind |comes |come )?(?:within|closer than|nearer than|näher als|innerhalb von)\s*([1-9]\d*)(?:\s*(?:units?|einheiten))?`, "enemy.distance < %s", "an enemy within %s units"),
		counting(`(?:at least|mindestens)\s*([1-9]\d*)\s+(?:`+foe+`)(?:\s+(?:are |is |sind )?(?:near(?:by)?|in sight|in reach|around|close|in der nähe|da|nahe))?`, "enemies.known >= %s", "at least %s enemies near"),
		counting(`(?:more than|mehr als|über)\s*([1-9]\d*)\s+(?:`+foe+`)(?:\s+(?:are |is |sind )?(?:near(?:by)?|in sight|in reach|around|close|in der nähe|da|nahe))?`, "enemies.known > %s", "more than %s enemies near"),
		counting(`(?:fewer than|less than|weniger als)\s*([1-9]\d*)\s+(?:`+foe+`)(?:\s+(?:are |is |sind )?(?:near(?:by)?|in sight|around|close|in der nähe|da|nahe))?`, "enemies.known < %s", "fewer than %s enemies near"),
		counting(`(?:fewer than|less than|weniger als)\s*([1-9]\d*)\s+(?:`+friend+`)(?:\s+(?:are |is |sind )?(?:near(?:by)?|in sight|around|close|in der nähe|da|nahe))?`, "allies.known < %s", "fewer than %s allies near"),
		counting(`(?:at least|mindestens)\s*([1-9]\d*)\s+(?:`+friend+`)(?:\s+(?:are |is |sind )?(?:near(?:by)?|in sight|around|close|in der nähe|da|nahe))?`, "allies.known >= %s", "at least %s allies near"),
		counting(`\b([1-9]\d*)\s+(?:`+foe+`)\s+(?:are |is |sind )?(?:near(?:by)?|in sight|in reach|around|close|in der nähe|da|nahe)`, "enemies.known >= %s", "at least %s enemies near"),
		counting(`\b(?:in|during|for|within|während|in den) (?:the )?(?:first|ersten)\s*([1-9]\d*)\s*(?:s\b|sec(?:onds?)?|sekunden)`, "time < %s", "in the first %s seconds"),
		counting(`\b(?:after|nach)\s*([1-9]\d*)\s*(?:s\b|sec(?:onds?)?|sekunden)`, "time > %s", "after %s seconds"),
	},
	comparing(foe, "enemy.health", "the nearest enemy's health"),
	comparing(`(?:energy|stamina|energie|ausdauer)`, "energy", "energy"),
	comparing(`(?:team|mannschaft)`, "team.alive", "share of the team alive"),
	comparing(vital, "health", "health"),
	comparingBy(strings.TrimSuffix(amount, "?"), ``, "health", "health"), // "below 40 %" of what? Of the health
	[]condition{
		plain(`\b(?:outnumbered|too many enemies|in (?:der )?unterzahl|unterlegen|zu viele (?:gegner|feinde))\b`, "enemies.known > allies.known + 1", "outnumbered"),
		plain(`\b(?:outnumber(?:ing)?(?: (?:them|the enemy|the enemies))?|in (?:der )?überzahl|more of us)\b|\süberlegen\b`, "allies.known + 1 > enemies.known", "more allies than enemies"),
		plain(`\b(?:alone|on (?:my|your|its|their) own|isolated|separated|allein|einsam)\b`, "allies.seen == 0", "nobody of the team in sight"),
		plain(`\b(?:no|not any|without|keine?)\s+(?:`+foe+`)(?:\s+(?:is |are |ist |sind )?(?:near(?:by)?|in sight|around|close|known|there|in der nähe|da|in sicht|nahe))?`, "enemies.known == 0", "no enemy near"),
		guessed(`\b(?:an |the |any |ein |der |den )?(?:weak|wounded|hurt|injured|schwache[rn]?|verletzte[rn]?)\s+(?:`+friend+`)`, "weakest_ally.health < 0.5", "a hurt ally", "When is an ally hurt? I took 50 % of its health."),
		guessed(`(?:`+friend+`)\s+(?:is |are |ist |sind |get |gets )?(?:weak|wounded|hurt|injured|schwach|verletzt)`, "weakest_ally.health < 0.5", "a hurt ally", "When is an ally hurt? I took 50 % of its health."),
		guessed(`(?:`+foe+`)\s+(?:is |are |ist |sind )?(?:weak|wounded|hurt|injured|schwach|verletzt)`, "enemy.health < 0.5", "a weak enemy", "When is an enemy weak? I took 50 % of its health."),
		guessed(`(?:`+foe+`)\s+(?:is |are |ist |sind |comes? |gets? )+(?:too )?(?:near(?:by)?|close|around|in der nähe|nahe)`, "enemy.distance < 100", "an enemy near", "How near is near? I took 100 units."),
		guessed(`\b(?:badly |seriously |schwer )?(?:hurt|wounded|injured|damaged|weak|weakened|low health|(?:health|life|hp) (?:is |gets |runs )?low|dying|verletzt|verwundet|angeschlagen|schwach|wenig leben)\b`, "health < "+trim(hurtShare), "hurt", "When is somebody hurt? I took 40 % of the health."),
		guessed(`\b(?:healthy|strong|full health|unhurt|fit|gesund|stark|unverletzt|volle gesundheit)\b`, "health > 0.7", "healthy", "When is somebody healthy? I took 70 % of the health."),
		guessed(`\b(?:tired|exhausted|out of (?:energy|breath)|low energy|müde|erschöpft|ausser atem|außer atem)\b`, "energy < 0.25", "tired", "When is somebody tired? I took 25 % of the energy."),
		guessed(`\b(?:(?:was |were |got |been |being |recently |just )+(?:hit|struck|attacked)|under attack|under fire|(?:angegriffen|getroffen)(?: wird| werde| wirst| werden)?)\b`, "struck < 2", "struck lately", "How long ago is lately? I took 2 seconds."),
		plain(`\b(?:is |am |are |ist |bist )?(?:stuck|stecke?n? fest|festgefahren)\b`, "stuck > 1", "stuck"),
		plain(`\b(?:(?:is|am|are|as|being) (?:the )?leader|(?:als|ist|bist|bin) (?:der )?anführer)\b`, "leader.self", "being the leader"),
		plain(`(?:`+foe+`)\s+(?:is |are |ist |sind )?(?:in|within) (?:reach|range|reichweite)`, "enemies.reach > 0", "an enemy in reach"),
		plain(`(?:(?:see|sees|meet|spot|spots|siehst|sieht)\s+(?:an?\s+|the\s+|einen?\s+)?(?:`+foe+`)|(?:`+foe+`)\s+(?:is |are |ist |sind )?(?:in sight|visible|known|in sicht|sichtbar))`, "enemies.known > 0", "an enemy in sight"),
	},
)

func concat(lists ...[]condition) []condition {
	var all []condition
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
