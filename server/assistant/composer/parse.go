package composer

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// spoken are numbers and turns of phrase as the patterns want them.
var spoken = strings.NewReplacer(
	"don't", "do not", "don’t", "do not", "doesn't", "does not", "can't", "cannot", "never ever", "never",
	"search and destroy", "attack", "hit and run", "kite", "hit-and-run", "kite", "to and fro", "", "hin und her", "",
	"more and more", "", "again and again", "", "one another", "each other", "each other", "", "low on health", "hurt", "low on energy", "tired",
)

var (
	orMore  = regexp.MustCompile(`(\d+)\s+(?:or more|oder mehr)\b`)
	orLess  = regexp.MustCompile(`(\d+\s*(?:%|percent|prozent)?)\s+(?:or (?:less|fewer|lower)|oder weniger)\b`)
	weakFoe = regexp.MustCompile(`\b(?:weak|wounded|hurt|injured|schwache\w*|verletzte\w*)\s+(` + foe + `)`)
	hardFoe = regexp.MustCompile(`\b(?:strong|healthy|starke\w*|gesunde\w*)\s+(` + foe + `)`)
	decimal = regexp.MustCompile(`(\d),(\d)`)
	figures = map[string]string{
		"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
		"zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9", "zehn": "10",
		"half": "50 %", "hälfte": "50 %", "halbe": "50 %", "third": "33 %", "drittel": "33 %", "quarter": "25 %", "viertel": "25 %",
	}
	word = regexp.MustCompile(`[\p{L}]+`)
)

// prepare is a wish in small letters, with figures for numbers.
func prepare(wish string) string {
	text := spoken.Replace(strings.ToLower(wish))
	text = word.ReplaceAllStringFunc(text, func(w string) string {
		if f, ok := figures[w]; ok {
			return f
		}
		return w
	})
	text = decimal.ReplaceAllString(text, "$1.$2")
	text = weakFoe.ReplaceAllString(text, "weakest $1")
	text = hardFoe.ReplaceAllString(text, "strongest $1")
	text = orMore.ReplaceAllString(text, "at least $1")
	return orLess.ReplaceAllString(text, "below $1")
}

// parse reads an atom. What was understood is blanked out, so that no word counts
// twice; what is left and no filler is unknown.
func parse(text string) (clause, []string) {
	var c clause
	blank := func(at []int) { text = text[:at[0]] + strings.Repeat(" ", at[1]-at[0]) + text[at[1]:] }
	for _, k := range conditions {
		for at := k.pattern.FindStringSubmatchIndex(text); at != nil; at = k.pattern.FindStringSubmatchIndex(text) {
			c.when = append(c.when, k.read(groups(text, at)))
			blank(at)
		}
	}
	for _, k := range actions {
		at := k.pattern.FindStringIndex(text)
		if at == nil {
			continue
		}
		a := k.act
		a.never = negated.MatchString(text[:at[0]])
		blank(at)
		if k.detail != nil {
			text = k.detail(&a, text)
		}
		c.acts = append(c.acts, a)
		for again := k.pattern.FindStringIndex(text); again != nil; again = k.pattern.FindStringIndex(text) {
			blank(again)
		}
	}
	for _, k := range manners {
		if at := k.pattern.FindStringIndex(text); at != nil {
			c.manners = append(c.manners, k.manner)
			blank(at)
		}
	}
	var unknown []string
	for _, w := range word.FindAllString(text, -1) {
		if !fillers[w] && len(w) > 1 {
			unknown = append(unknown, w)
		}
	}
	return c, unknown
}

// groups are a match's texts.
func groups(text string, at []int) []string {
	var all []string
	for i := 0; i < len(at); i += 2 {
		if at[i] < 0 {
			all = append(all, "")
			continue
		}
		all = append(all, text[at[i]:at[i+1]])
	}
	return all
}

// negated is a text that ends with a no to what follows it.
var negated = regexp.MustCompile(`\b(?:do not|does not|never|not|without|avoid|no|nicht|nie|niemals|kein\w*|ohne)\s+(?:to |ever |the |zu |den |die )?$`)

// share is a number of a wish as a share: 40, 40 % and 0.4 are the same.
func share(number, sign string) float64 {
	x, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0
	}
	if x > 1 || sign != "" {
		x /= 100
	}
	return min(x, 1)
}

// percent is a share as people read it.
func percent(x float64) string { return trim(math.Round(x*1000)/10) + " %" }

// trim is a number without what it does not need.
func trim(x float64) string { return strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64) }

// fillers are words that mean nothing here.
var fillers = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`
		a an the to of in on at by for from with as is are be being been it its they them their you your i my me we us our he she one this that these those there
		if when whenever while until unless so then than also too just only very really always first second before after next please should shall must will would can could may want
		wants like need make makes made let lets get gets go goes going keep keeps stay stays be do does doing try tries every each all any some other others agent agents team teams
		unit units enemy enemies foe foes opponent opponents ally allies friend friends mate mates teammate teammates target targets health energy life near nearby close around within into out up off away
		back over under about not no never without even still much more most less least as soon long far enough otherwise else or and but who whom which what where how percent
		behavior behaviour behave behaves rule rules when's it's have has had move moves run runs come comes have position place side
		der die das den dem des ein eine einen einem einer und oder aber wenn falls sobald solange bis während dann sonst ist sind sei sein ihr ihre ihren ich du er sie es wir
		mich dich sich mir dir uns euch man mein dein bei beim mit ohne von vom zu zum zur in im ins an am auf aus um für nach vor fällt fallen falle sinkt bist bin bleibt hast wirst werde über unter zwischen immer nur auch noch sehr bitte
		soll sollen muss müssen will wollen kann können darf möchte werden wird hat haben gehe geh gehen lauf laufe bleib bleibe bleiben gegner gegnern feind feinde feinden verbündete verbündeten
		freund freunde team mannschaft agent agenten einheit einheiten ziel ziele leben gesundheit energie weg ab los her hin nah nahe nähe alle jeder jede jedes andere anderen als wie weniger mehr
		nicht kein keine nie prozent einheiten da dort hier so zuerst danach zurück halt halte halten`) {
		all[w] = true
	}
	return all
}()
