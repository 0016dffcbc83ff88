package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// mayBuyPod says why a pod cannot be bought here.
func (h helm) mayBuyPod() error {
	if err := h.fitting(); err != nil {
		return err
	}
	if h.pod != nil {
		return session.Refuse("has_pod", "there is a pod aboard")
	}
	return h.afford(int32(h.b.Pod.Price))
}

// BuyPod puts an escape pod aboard.
func (g Game) BuyPod(t session.Turn, s State, _ *cosmicv1.BuyPodRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayBuyPod()
	}
	if err != nil {
		return nil, err
	}
	price := int32(p.b.Pod.Price)
	p.emit(&cosmicv1.Event_PodBought{Cost: price, Credits: p.credits - price, Hull: int32(p.b.Pod.Hull)})
	return p.done()
}

// mayAugment says why the pod cannot be fitted with something.
func (h helm) mayAugment(a balance.Augmentation) error {
	if err := h.fitting(); err != nil {
		return err
	}
	if h.pod == nil {
		return session.Refuse("no_pod", "there is no pod to fit")
	}
	for _, other := range h.augmentations() {
		if other.ID == a.ID {
			return session.Refuse("already_fitted", "the pod has one")
		}
		if other.Kind == a.Kind {
			return session.Refuse("kind_taken", "the pod takes one %s augmentation and has the %s", a.Kind, other.Name)
		}
	}
	if len(h.pod.augmentations) >= h.b.Pod.Augmentations {
		return session.Refuse("kind_taken", "the pod takes %d augmentations", h.b.Pod.Augmentations)
	}
	return h.afford(int32(a.Price))
}

// BuyAugmentation fits the pod. Hull that it brings comes whole.
func (g Game) BuyAugmentation(t session.Turn, s State, r *cosmicv1.BuyAugmentationRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	a, ok := p.b.Augmentation(r.GetAugmentation())
	if !ok {
		return nil, session.Invalid("augmentation", "there is no augmentation %q; the yard names them", r.GetAugmentation())
	}
	if err := p.mayAugment(a); err != nil {
		return nil, err
	}
	before := p.rig().maxPodHull
	p.emit(&cosmicv1.Event_Augmented{
		Id: a.ID, Name: a.Name, Cost: int32(a.Price), Credits: p.credits - int32(a.Price),
		PodHull: p.pod.hull + max(0, int32(a.PodHull)-before), Hull: p.ship.hull + int32(a.Effects.Hull),
	})
	return p.done()
}
