package cosmic

import (
	"fmt"
	"slices"
	"strconv"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// offerCrew is who looks for a berth here now.
func (p *play) offerCrew() {
	e := &cosmicv1.Event_RecruitsCame{NodeId: p.at}
	roles := slices.Clone(p.b.Crew.Roles)
	for n := p.draw(p.b.Crew.Recruits); n > 0 && len(roles) > 0; n-- {
		i := p.t.Dice.Int(len(roles))
		e.People = append(e.People, &cosmicv1.Event_Person{
			Id: "c" + strconv.Itoa(int(p.people)+len(e.GetPeople())+1), Name: p.crewName(e.GetPeople()...), Role: roles[i].ID,
			Fee: int32(roles[i].Fee), Wage: int32(roles[i].Wage),
		})
		roles = slices.Delete(roles, i, i+1)
	}
	p.emit(e)
}

// crewName draws a name that nobody else of the crew or beside them has.
func (p *play) crewName(beside ...*cosmicv1.Event_Person) string {
	var free []string
	for _, name := range p.b.Crew.Names {
		named := func(person *cosmicv1.Event_Person) bool { return person.GetName() == name }
		if !slices.ContainsFunc(p.crew, named) && !slices.ContainsFunc(beside, named) {
			free = append(free, name)
		}
	}
	if len(free) == 0 {
		return "A stranger"
	}
	return free[p.t.Dice.Int(len(free))]
}

// recruit is somebody who looks for a berth here.
func (h helm) recruit(id string) (*cosmicv1.Event_Person, error) {
	if err := h.cruising(); err != nil {
		return nil, err
	}
	people := h.State.recruits[h.at].people
	i := slices.IndexFunc(people, func(p *cosmicv1.Event_Person) bool { return p.GetId() == id })
	if i < 0 {
		return nil, session.Refuse("no_such_crew", "nobody %q looks for a berth here", id)
	}
	return people[i], nil
}

// mayHire says why somebody cannot be hired.
func (h helm) mayHire(person *cosmicv1.Event_Person) error {
	if err := h.aboard(); err != nil {
		return err
	}
	if len(h.crew) >= h.b.Crew.Most {
		return session.Refuse("crew_full", "there are berths for %d", h.b.Crew.Most)
	}
	if h.flies(person.GetRole()) {
		return session.Refuse("role_taken", "there is a %s aboard", person.GetRole())
	}
	return h.afford(person.GetFee())
}

// HireCrew takes somebody on.
func (g Game) HireCrew(t session.Turn, s State, r *cosmicv1.HireCrewRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	person, err := p.recruit(r.GetCrewId())
	if err == nil {
		err = p.mayHire(person)
	}
	if err != nil {
		return nil, err
	}
	p.emit(&cosmicv1.Event_Hired{Id: person.GetId(), Fee: person.GetFee(), Credits: p.credits - person.GetFee()})
	return p.done()
}

// DismissCrew lets somebody go.
func (g Game) DismissCrew(t session.Turn, s State, r *cosmicv1.DismissCrewRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.cruising()
	}
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(p.crew, func(c *cosmicv1.Event_Person) bool { return c.GetId() == r.GetCrewId() })
	if i < 0 {
		return nil, session.Refuse("no_such_crew", "nobody %q flies with you", r.GetCrewId())
	}
	p.emit(&cosmicv1.Event_CrewLeft{
		Id: r.GetCrewId(), Text: fmt.Sprintf("%s goes ashore.", p.crew[i].GetName()), Dismissed: true,
	})
	return p.done()
}
