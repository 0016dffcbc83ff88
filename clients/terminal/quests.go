package terminal

import (
	"fmt"
	"strings"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// questsPage is what was accepted, what is offered here, and what was.
func questsPage(v *cosmicv1.View) page {
	p := page{
		title: "Quests",
		columns: []column{
			{title: "Quest"}, {title: "kind", width: 11}, {title: "done", width: 5, right: true}, {title: "pays", width: 7, right: true}, {title: "until", width: 8},
		},
		empty: "No quests yet. Stations and planets offer some.",
	}
	var past []row
	for _, q := range v.GetQuests() {
		if q.GetStatus() != cosmicv1.QuestStatus_QUEST_STATUS_RUNNING {
			past = append(past, questRow(q))
			continue
		}
		if len(p.rows) == 0 {
			p.rows = append(p.rows, heading("Running"))
		}
		r := questRow(q)
		r.deeds = []deed{{
			key: "x", label: "Give up", do: command(uplink.AbandonQuest(q.GetId())),
			asks: []ask{sure("Give “" + q.GetTitle() + "” up? It costs reputation.")},
		}}
		p.rows = append(p.rows, r)
	}
	if offered := v.GetOfferedQuests(); len(offered) > 0 {
		p.rows = append(p.rows, heading("Offered here"))
		for _, q := range offered {
			r := questRow(q)
			bar := barred(q.GetAllowed(), q.GetMessage())
			r.tone, r.detail = barTone(bar), append(r.detail, barNote(bar)...)
			r.deeds = []deed{{key: "enter", label: "Accept", bar: bar, do: command(uplink.AcceptQuest(q.GetId()))}}
			p.rows = append(p.rows, r)
		}
	}
	if len(past) > 0 {
		p.rows = append(append(p.rows, heading("Ended")), past...)
	}
	return p
}

func questRow(q *cosmicv1.Quest) row {
	until := "no limit"
	if q.GetDeadline() > 0 {
		until = fmt.Sprintf("turn %d", q.GetDeadline())
	}
	kind := q.GetKind()
	if q.GetChainStep() > 0 {
		kind = fmt.Sprintf("%s %d/4", kind, q.GetChainStep())
	}
	r := row{id: q.GetId(), cells: []string{q.GetTitle(), kind, fmt.Sprintf("%d/%d", q.GetProgress(), q.GetGoal()), credits(q.GetRewardCredits()), until}}
	switch q.GetStatus() {
	case cosmicv1.QuestStatus_QUEST_STATUS_DONE:
		r.tone, r.cells[4] = good, "done"
	case cosmicv1.QuestStatus_QUEST_STATUS_FAILED:
		r.tone, r.cells[4] = dim, "failed"
	default:
	}
	r.detail = []string{q.GetText()}
	if q.GetWhere() != "" {
		r.detail = append(r.detail, "Where: "+q.GetWhere())
	}
	var pays []string
	for _, s := range q.GetRewardItems() {
		pays = append(pays, fmt.Sprintf("%d %s", s.GetQuantity(), s.GetName()))
	}
	if q.GetReputation() != 0 && q.GetFaction() != "" {
		pays = append(pays, fmt.Sprintf("%+d reputation with %s", q.GetReputation(), words(q.GetFaction())))
	}
	if len(pays) > 0 {
		r.detail = append(r.detail, "Pays too: "+strings.Join(pays, ", "))
	}
	return r
}
