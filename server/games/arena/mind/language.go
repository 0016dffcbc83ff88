package mind

// Word is one thing that the language of rules knows, for editors and prompts.
type Word struct {
	// Kind is number, boolean, steering, selector, action, function or keyword.
	Kind string
	Term
}

// actionTerms are what an action can say beside weights.
var actionTerms = []Term{
	{"target", "a selector", "whom or what to go after; without it, nobody"},
	{"strike", "true or false", "hit the target, or without one the nearest enemy in reach, whenever a blow is ready"},
	{"heal", "true or false", "mend the nearest hurt ally in reach instead of striking"},
	{"pace", "0 to 1", "speed as a share of the most; without it, 1"},
	{"offset_x", "-500 to 500", "for offset: units ahead of the target"},
	{"offset_y", "-500 to 500", "for offset: units to the right of the target"},
}

var functionTerms = []Term{
	{"abs", "abs(x)", "the number without its sign"},
	{"min", "min(x, y)", "the least of two or more numbers"},
	{"max", "max(x, y)", "the greatest of two or more numbers"},
}

var keywordTerms = []Term{
	{"rules", "list", "the rules in order: the first whose when is true decides; if none is, the agent strolls about"},
	{"name", "text", "what the rule is called in metrics and in the inspector"},
	{"when", "condition", "a comparison of senses, joined by and, or, not; without it the rule always fits"},
	{"do", "mapping", "weights of steering forces (0 to 10: numbers, or expressions over senses), and what else the agent does"},
	{"and", "condition and condition", "true when both are"},
	{"or", "condition or condition", "true when one of them is"},
	{"not", "not condition", "true when the condition is not"},
}

// Words are all that rules can name.
func Words() []Word {
	var all []Word
	add := func(kind string, terms []Term) {
		for _, t := range terms {
			all = append(all, Word{kind, t})
		}
	}
	add("keyword", keywordTerms)
	for s, t := range SenseTerms {
		kind := "number"
		if Sense(s).Boolean() {
			kind = "boolean"
		}
		all = append(all, Word{kind, t})
	}
	add("steering", SteeringTerms[:])
	add("selector", SelectorTerms[:])
	add("action", actionTerms)
	add("function", functionTerms)
	return all
}
