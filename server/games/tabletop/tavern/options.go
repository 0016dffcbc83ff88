package tavern

import (
	"fmt"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/catalogue"
	"playhouse/server/session"
)

// mostOptions is how many a catalogue may have.
const mostOptions = 200

// ReadCatalogue reads a JSON list of options, none of them bought. It refuses, as
// an invalid field and with the option and the field, what does not fit.
func ReadCatalogue(data []byte) ([]*tabletopv1.TavernOption, error) {
	seen := map[string]bool{}
	options, err := catalogue.Read(data, "option", func(o *tabletopv1.TavernOption) error {
		if seen[o.GetId()] {
			return fmt.Errorf("id: %q is there twice", o.GetId())
		}
		seen[o.GetId()] = true
		o.Bought, o.WorksFromDay = false, 0
		return checkOption(o)
	})
	if err == nil && len(options) > mostOptions {
		err = fmt.Errorf("there are more than %d options", mostOptions)
	}
	if err != nil {
		return nil, session.Invalid("catalogue", "%v", err)
	}
	return options, nil
}

// WriteCatalogue writes the options as a JSON list that ReadCatalogue reads. What
// was bought stays with the tavern.
func WriteCatalogue(options []*tabletopv1.TavernOption) ([]byte, error) {
	list := make([]*tabletopv1.TavernOption, len(options))
	for i, o := range options {
		list[i] = proto.CloneOf(o)
		list[i].Bought, list[i].WorksFromDay = false, 0
	}
	return catalogue.Write(list)
}

func checkOption(o *tabletopv1.TavernOption) error {
	for _, f := range []struct {
		name        string
		text        string
		least, most int
	}{
		{"id", o.GetId(), 1, 60}, {"name", o.GetName(), 1, 120}, {"text", o.GetText(), 0, 1000}, {"flag", o.GetFlag(), 0, 60},
	} {
		if n := utf8.RuneCountInString(f.text); n < f.least || n > f.most {
			return fmt.Errorf("%s: %d to %d characters", f.name, f.least, f.most)
		}
	}
	for _, f := range []struct {
		name               string
		value, least, most int32
	}{
		{"cost", o.GetCost(), 0, 1000000},
		{"setup_days", o.GetSetupDays(), 0, 1000},
		{"income", o.GetIncome(), -100000, 100000},
		{"recurring", o.GetRecurring(), 0, 100000},
		{"roll_bonus", o.GetRollBonus(), -100, 100},
		{"valuation_bonus", o.GetValuationBonus(), -100, 100},
	} {
		if f.value < f.least || f.value > f.most {
			return fmt.Errorf("%s: %d to %d", f.name, f.least, f.most)
		}
	}
	return nil
}
