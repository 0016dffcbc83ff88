package balance

import (
	"fmt"
	"strings"
	"testing"
)

func TestTextsSayWhatTheNumbersSay(t *testing.T) {
	t.Parallel()
	b := Default()
	text := func(id string) string { m, _ := b.Module(id); return m.Text() }
	thrusters, _ := b.Augmentation("emergency_thrusters")
	life, _ := b.Augmentation("life_support")
	charge, _ := b.Item("shield_booster_charge")
	precise, _ := b.Attack("precise_shot")
	for got, want := range map[string]string{
		text("laser_cannon"):       "Weapon power +10.",
		text("mining_laser"):       "Mines asteroid fields. Mining yield ×1.5.",
		text("targeting_computer"): "Allows precise shots. Accuracy +0.2.",
		text("speed_rig"):          "Speed +0.2, fuel use ×0.9.",
		thrusters.Text():           "Ship: Fuel use ×0.8.",
		life.Text():                "Pod hull 50.",
		charge.Text():              "Pull the tab and stand behind it. Shield +50, for 5 turns.",
		precise.Text():             "Accuracy ×1.5, damage ×0.8, defence ×1.2. Needs a targeting computer.",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheStatedRiskIsTheRealOne(t *testing.T) {
	t.Parallel()
	b := Default()
	e, _ := b.Event("deserters")
	aboard, _ := e.Choice("aboard")
	if got, want := aboard.Risk(b), "Costs 6 food. 60 %: a gunner joins if there is room. 40 %: a fight with a pirate raider."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	sell, _ := e.Choice("sell")
	if got, want := sell.Risk(b), "70 %: credits +90 to 140, The Lamplight Compact +5, The Free Lanterns −6. 30 %: hull −6 to −12, The Free Lanterns −3."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, e := range b.Events {
		for _, ch := range e.Choices {
			risk := ch.Risk(b)
			for _, o := range ch.Outcomes {
				odds := fmt.Sprintf("%d %%: %s", o.Weight, o.Short(b))
				if len(ch.Outcomes) == 1 {
					odds = "For sure: " + o.Short(b)
				}
				if !strings.Contains(risk, odds) {
					t.Errorf("%s.%s: %q does not say %q", e.ID, ch.ID, risk, odds)
				}
			}
		}
	}
}

func TestPlaceholdersAreFilled(t *testing.T) {
	t.Parallel()
	if got := Fill("To {place} by {deadline}", map[string]string{"place": "Tarn Prime", "deadline": "9"}); got != "To Tarn Prime by 9" {
		t.Error(got)
	}
}
