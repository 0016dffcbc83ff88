package script

import (
	"errors"
	"fmt"

	"playhouse/server/games/arena/mind"
)

// batch is what one behaviour is asked at once.
type batch struct {
	source string
	asks   []mind.Ask
}

// asksMost is how many asks a worker is given at once. A thousand agents are asked in
// several rounds, so that each round is short whatever their number.
const asksMost = 128

// requests are the batch as messages to a worker.
func (b batch) requests() ([][]byte, error) {
	var all [][]byte
	for from := 0; from < len(b.asks); from += asksMost {
		some := b.asks[from:min(from+asksMost, len(b.asks))]
		w := newWriter()
		w.byte(askDecide)
		w.string(b.source)
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
func (b batch) refused() []mind.Answer {
	answers := make([]mind.Answer, len(b.asks))
	for i, a := range b.asks {
		answers[i] = mind.Answer{Agent: a.Agent, Memory: a.Memory, Fault: tooLong(b.source)}
	}
	return answers
}

// agents are who is asked, in order.
func (b batch) agents() []int32 {
	all := make([]int32, len(b.asks))
	for i := range b.asks {
		all[i] = b.asks[i].Agent
	}
	return all
}

// readAnswers adds the answers of a reply, which must be those of the agents that
// come next.
func readAnswers(answers []mind.Answer, reply []byte, agents []int32) ([]mind.Answer, error) {
	r := &reader{b: reply}
	for range r.count() {
		var a mind.Answer
		r.answer(&a)
		if len(answers) == len(agents) || a.Agent != agents[len(answers)] || a.Action.Target >= mind.SelectorCount {
			return nil, errors.New("answers to something else")
		}
		answers = append(answers, a)
	}
	return answers, r.end()
}
