package script

import (
	"errors"
	"fmt"

	"playhouse/server/games/arena/mind"
)

// Batch is what one behaviour is asked at once.
type Batch struct {
	Source string
	Asks   []mind.Ask
}

// asksMost is how many asks a worker is given at once. A thousand agents are asked in
// several rounds, so that each round is short whatever their number.
const asksMost = 128

// requests are the batch as messages to a worker.
func (b Batch) requests() ([][]byte, error) {
	var all [][]byte
	for from := 0; from < len(b.Asks); from += asksMost {
		some := b.Asks[from:min(from+asksMost, len(b.Asks))]
		w := newWriter()
		w.byte(askDecide)
		w.string(b.Source)
		w.int(int32(len(some)))
		for i := range some {
			if n := len(some[i].Neighbors); n > mind.NeighborsMost {
				return nil, fmt.Errorf("agent %d: %d neighbors; at most %d are shown", some[i].Agent, n, mind.NeighborsMost)
			}
			w.ask(&some[i])
		}
		all = append(all, w.message())
	}
	return all, nil
}

// refused are the answers of a source that no worker has to see.
func (b Batch) refused() []mind.Answer {
	answers := make([]mind.Answer, len(b.Asks))
	for i, a := range b.Asks {
		answers[i] = mind.Answer{Agent: a.Agent, Memory: a.Memory, Fault: tooLong(b.Source)}
	}
	return answers
}

// read adds the answers of a reply, which must be those to the asks that come next.
func (b Batch) read(answers []mind.Answer, reply []byte) ([]mind.Answer, error) {
	r := &reader{b: reply}
	for range r.count() {
		var a mind.Answer
		r.answer(&a)
		if len(answers) == len(b.Asks) || a.Agent != b.Asks[len(answers)].Agent || a.Action.Target >= mind.SelectorCount {
			return nil, errors.New("answers to something else")
		}
		answers = append(answers, a)
	}
	return answers, r.end()
}
