package script

import "playhouse/server/games/arena/mind"

func (w *writer) ask(a *mind.Ask) {
	w.int(a.Agent)
	for _, v := range a.Senses {
		w.float(v)
	}
	w.byte(byte(len(a.Neighbors)))
	for i := range a.Neighbors {
		n := &a.Neighbors[i]
		w.int(n.ID)
		w.bools(n.Ally, n.Known)
		for _, v := range [...]float64{n.X, n.Y, n.VX, n.VY, n.Health} {
			w.float(v)
		}
	}
	for _, v := range [...]float64{a.X, a.Y, a.VX, a.VY} {
		w.float(v)
	}
	w.string(a.Memory)
}

// ask reads into an ask that was used before, to use its memory again.
func (r *reader) ask(a *mind.Ask) {
	a.Agent = r.int()
	for i := range a.Senses {
		a.Senses[i] = r.float()
	}
	a.Neighbors = a.Neighbors[:0]
	for range r.byte() {
		n := mind.Neighbor{ID: r.int()}
		r.bools(&n.Ally, &n.Known)
		for _, v := range [...]*float64{&n.X, &n.Y, &n.VX, &n.VY, &n.Health} {
			*v = r.float()
		}
		a.Neighbors = append(a.Neighbors, n)
	}
	for _, v := range [...]*float64{&a.X, &a.Y, &a.VX, &a.VY} {
		*v = r.float()
	}
	a.Memory = r.string()
}

func (w *writer) answer(a *mind.Answer) {
	w.int(a.Agent)
	w.int(a.Steps)
	w.int(a.Line)
	w.string(a.Fault)
	w.string(a.Memory)
	if a.Fault != "" {
		return
	}
	w.byte(byte(a.Action.Target))
	w.int(a.Action.Agent)
	w.bools(a.Action.Strike, a.Action.Heal)
	for _, v := range [...]float64{a.Action.Pace, a.Action.OffsetX, a.Action.OffsetY} {
		w.float(v)
	}
	for _, v := range a.Action.Weights {
		w.float(v)
	}
}

func (r *reader) answer(a *mind.Answer) {
	a.Agent, a.Steps, a.Line = r.int(), r.int(), r.int()
	a.Fault, a.Memory = r.string(), r.string()
	if a.Fault != "" {
		return
	}
	a.Action.Target, a.Action.Agent = mind.Selector(r.byte()), r.int()
	r.bools(&a.Action.Strike, &a.Action.Heal)
	for _, v := range [...]*float64{&a.Action.Pace, &a.Action.OffsetX, &a.Action.OffsetY} {
		*v = r.float()
	}
	for i := range a.Action.Weights {
		a.Action.Weights[i] = r.float()
	}
}

func (w *writer) diagnostic(d *Diagnostic) {
	w.byte(byte(d.Severity))
	for _, v := range [...]int32{d.Line, d.Column, d.Length} {
		w.int(v)
	}
	w.string(d.Message)
}

func (r *reader) diagnostic(d *Diagnostic) {
	d.Severity = Severity(r.byte())
	d.Line, d.Column, d.Length = r.int(), r.int(), r.int()
	d.Message = r.string()
}
