package balance

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Kinds of quests.
const (
	QuestDelivery    = "delivery"
	QuestExploration = "exploration"
	QuestBounty      = "bounty"
	QuestRescue      = "rescue"
	QuestChain       = "chain"
)

// Quests is what is asked of captains.
type Quests struct {
	// Running is how many a captain may have at a time; the chain's do not count.
	Running int `json:"running"`
	// Offers is how many a place with a market offers at a time.
	Offers Range `json:"offers"`
	// Renew is after how many turns a place offers others.
	Renew int `json:"renew"`
	// Templates are what quests are made of.
	Templates []Quest `json:"templates"`
	// Chain are the links that lead to victory, the last of which wins. The
	// first is offered at the start; each next begins when the one before is
	// done.
	Chain []Link `json:"chain"`
}

// Quest is a template. Texts may have {place}, {region}, {from}, {item},
// {quantity}, {enemy}, {goal}, {deadline} and {credits} in braces.
type Quest struct {
	// ID is its id.
	ID string `json:"id"`
	// Kind is delivery, exploration, bounty or rescue.
	Kind string `json:"kind"`
	// Weight is how likely it is offered, against the others.
	Weight int `json:"weight"`
	// Title is its title.
	Title string `json:"title"`
	// Text is what is asked.
	Text string `json:"text"`
	// Done is what is said when it is done.
	Done string `json:"done"`
	// Regions are the types of regions that offer it; empty for all. The faction
	// that asks is the region's.
	Regions []string `json:"regions,omitempty"`
	// Trust is the least reputation for which it is given.
	Trust int `json:"trust,omitempty"`
	// Where is where it leads; absent when it leads nowhere in particular.
	Where *Where `json:"where,omitempty"`
	// Parcel is the weight that a delivery's sealed freight takes in the hold
	// until it arrives. It is no item and cannot be sold.
	Parcel int `json:"parcel,omitempty"`
	// Item is what a delivery brings that the captain has to get; handed over
	// on arrival.
	Item string `json:"item,omitempty"`
	// Goal is how many: items to bring, new places to visit, enemies to destroy;
	// 1 for going to a place, 2 for a rescue (there and back).
	Goal Range `json:"goal"`
	// Enemies are what a bounty counts; any of them.
	Enemies []string `json:"enemies,omitempty"`
	// Guard is an enemy that waits at the place; empty for none.
	Guard string `json:"guard,omitempty"`
	// GuardChance is the chance that it does.
	GuardChance float64 `json:"guard_chance,omitempty"`
	// Deadline is how many turns there are, besides those the way takes; 0 for
	// no deadline.
	Deadline Range `json:"deadline"`
	// Credits are what it pays, before the wealth of the region that asks.
	Credits Range `json:"credits"`
	// PerRegion is paid on top for each region that is crossed to get there.
	PerRegion int `json:"per_region,omitempty"`
	// Each is paid on top for each of Goal.
	Each int `json:"each,omitempty"`
	// Items are what it pays besides.
	Items []Gain `json:"items,omitempty"`
	// Reputation is what the faction thinks of it.
	Reputation int `json:"reputation"`
}

// Where is where a quest leads.
type Where struct {
	// Region is here (the same), near (a linked one), far (another).
	Region string `json:"region"`
	// NodeTypes are the types of places; empty for all.
	NodeTypes []string `json:"node_types,omitempty"`
	// Market is true when the place must have one.
	Market bool `json:"market,omitempty"`
}

// What is done at the place of a link.
const (
	DoVisit = "visit"
	DoScan  = "scan"
)

// Link is a link of the chain.
type Link struct {
	// ID is its id.
	ID string `json:"id"`
	// Title is its title.
	Title string `json:"title"`
	// Text is what is asked; placeholders as in Quest.
	Text string `json:"text"`
	// Done is what is told when it is done.
	Done string `json:"done"`
	// Region is the type of the region where it is.
	Region string `json:"region"`
	// NodeType is the type of the place, one of the region's first nodes.
	NodeType string `json:"node_type"`
	// Do is what is done there: visit or scan.
	Do string `json:"do"`
	// Guard is an enemy that has to be got rid of before; empty for none.
	Guard string `json:"guard,omitempty"`
	// Item is the quest item that is found; empty for the last link, which needs
	// those of all others.
	Item string `json:"item,omitempty"`
	// Credits are what it pays.
	Credits int `json:"credits"`
	// Reputation is what it changes.
	Reputation []Standing `json:"reputation,omitempty"`
}

// Fill puts values into a text's {placeholders}.
func Fill(text string, values map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(p string) string { return values[strings.Trim(p, "{}")] })
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func placeholders() []string {
	return []string{"place", "region", "from", "item", "quantity", "enemy", "goal", "deadline", "credits"}
}

func (c *checker) template(path, text string) {
	c.text(path, text)
	for _, p := range placeholder.FindAllString(text, -1) {
		c.requiref(slices.Contains(placeholders(), strings.Trim(p, "{}")), path, "may have only %s in braces; found %s", strings.Join(placeholders(), ", "), p)
	}
}

func (q Quests) check(c *checker, b *Balance) {
	c.whole("quests.running", q.Running, 1, 20)
	c.span("quests.offers", q.Offers, 0, 10)
	c.whole("quests.renew", q.Renew, 1, 1000)
	unique(c, "quests.templates", "id", q.Templates, func(q Quest) string { return q.ID })
	all(c, "quests.templates", questKinds(), q.Templates, func(q Quest) string { return q.Kind })
	for i, t := range q.Templates {
		t.check(c, at("quests.templates", i), b)
	}
	unique(c, "quests.chain", "id", q.Chain, func(l Link) string { return l.ID })
	given := map[string]bool{}
	for i, l := range q.Chain {
		path := at("quests.chain", i)
		l.check(c, path, b)
		item, _ := b.Item(l.Item)
		last := i == len(q.Chain)-1
		c.requiref(last == (l.Item == ""), path+".item", "must be there for all links but the last")
		c.requiref(last || (item.Kind == KindQuest && !given[l.Item]), path+".item", "must be a quest item that no other link gives; found %q", l.Item)
		given[l.Item] = true
	}
}

func questKinds() []string {
	return []string{QuestDelivery, QuestExploration, QuestBounty, QuestRescue}
}

func (q Quest) check(c *checker, path string, b *Balance) {
	c.oneOf(path+".kind", q.Kind, questKinds())
	c.whole(path+".weight", q.Weight, 1, 1_000_000)
	c.template(path+".title", q.Title)
	c.template(path+".text", q.Text)
	c.template(path+".done", q.Done)
	c.places(path, q.Regions, nil)
	c.whole(path+".trust", q.Trust, -100, 100)
	c.span(path+".goal", q.Goal, 1, 99)
	c.span(path+".deadline", q.Deadline, 0, 1000)
	c.span(path+".credits", q.Credits, 0, noLimit)
	c.whole(path+".per_region", q.PerRegion, 0, noLimit)
	c.whole(path+".each", q.Each, 0, noLimit)
	c.whole(path+".reputation", q.Reputation, 0, 100)
	c.gains(path+".items", q.Items, 1, b)
	if q.Where != nil {
		c.oneOf(path+".where.region", q.Where.Region, []string{"here", "near", "far"})
		c.places(path+".where", nil, q.Where.NodeTypes)
	}
	c.number(path+".guard_chance", q.GuardChance, 0, 1)
	if q.Guard != "" {
		c.enemy(path+".guard", q.Guard, b)
	}
	c.requiref((q.Guard == "") == (q.GuardChance == 0), path+".guard_chance", "must be there with a guard, and only then")
	c.requiref(q.Guard == "" || q.Where != nil, path+".guard", "must not be there without where")
	q.checkKind(c, path, b)
}

// checkKind checks what one kind of quest has and others have not.
func (q Quest) checkKind(c *checker, path string, b *Balance) {
	delivery, bounty := q.Kind == QuestDelivery, q.Kind == QuestBounty
	c.requiref(q.Where != nil || (!delivery && q.Kind != QuestRescue), path+".where", "must be there for a %s", q.Kind)
	c.requiref(delivery || (q.Parcel == 0 && q.Item == ""), path, "parcel and item are for deliveries")
	c.requiref(!delivery || (q.Parcel > 0) != (q.Item != ""), path, "a delivery must have either a parcel or an item")
	c.whole(path+".parcel", q.Parcel, 0, 100_000)
	if q.Item != "" {
		c.goods(path+".item", q.Item, b)
	}
	c.requiref(!delivery || q.Item != "" || q.Goal == Range{1, 1}, path+".goal", "must be 1 for a parcel")
	c.requiref(q.Kind != QuestRescue || q.Goal == Range{2, 2}, path+".goal", "must be 2 for a rescue: there and back")
	c.requiref(q.Kind != QuestExploration || q.Where == nil || q.Goal == Range{1, 1}, path+".goal", "must be 1 for going to one place")
	c.requiref((len(q.Enemies) > 0) == (bounty && q.Guard == ""), path+".enemies", "must be there for a bounty without a guard, and only then")
	c.requiref(!bounty || q.Guard == "" || (q.GuardChance == 1 && q.Goal == Range{1, 1}), path, "a bounty on a guard must have guard_chance 1 and goal 1")
	for i, id := range q.Enemies {
		c.enemy(at(path+".enemies", i), id, b)
	}
}

func (l Link) check(c *checker, path string, b *Balance) {
	c.template(path+".title", l.Title)
	c.template(path+".text", l.Text)
	c.template(path+".done", l.Done)
	region, ok := b.Region(l.Region)
	c.requiref(ok, path+".region", "must be a type of region; found %q", l.Region)
	// Every map has them, so that every voyage can be won.
	c.requiref(slices.Contains(region.FirstNodes, l.NodeType), path+".node_type", "must be one of the first_nodes of %s: %s; found %q", l.Region, fmt.Sprint(region.FirstNodes), l.NodeType)
	c.oneOf(path+".do", l.Do, []string{DoVisit, DoScan})
	if l.Guard != "" {
		c.enemy(path+".guard", l.Guard, b)
	}
	c.whole(path+".credits", l.Credits, 0, noLimit)
	c.standings(path+".reputation", l.Reputation, b)
}
